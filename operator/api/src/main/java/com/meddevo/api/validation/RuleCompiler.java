package com.meddevo.api.validation;

import com.meddevo.api.validation.RuleSet.Place;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntime.Program;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compiles rules with the libraries that every supported Kubernetes has (standard, strings, sets, optional) and holds them to Kubernetes' cost
 * limits. A rule that uses another of Kubernetes' libraries (lists, regex, URLs, quantities …) does not compile, and says which function.
 */
final class RuleCompiler {
    /** What one expression may cost by estimate, as in Kubernetes. */
    static final long EXPRESSION_LIMIT = 10_000_000;
    /** What all expressions of a definition may cost together. */
    static final long TOTAL_LIMIT = 100_000_000;

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).enableReservedIds(true)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional()).build();

    private final RuleTypes types;
    private final Consumer<String> problems;
    private long total;

    RuleCompiler(StructuralSchema root, Consumer<String> problems) {
        this.types = new RuleTypes(root);
        this.problems = problems;
    }

    /** @return empty if the rule cannot be used, which {@code problems} was told */
    Optional<CompiledRule> compile(StructuralSchema.Rule rule, StructuralSchema schema, FieldPath path, Place place) {
        CelCompiler compiler = compiler(schema, rule.optionalOldSelf());
        Optional<CelAbstractSyntaxTree> condition = expression(compiler, rule.expression(), SimpleType.BOOL, path.field("rule"), schema,
                place);
        Optional<CelAbstractSyntaxTree> message = rule.messageExpression().isEmpty()
                ? Optional.empty()
                : expression(compiler, rule.messageExpression(), SimpleType.STRING, path.field("messageExpression"), schema, place);
        if (condition.isEmpty())
            return Optional.empty();
        boolean usesOld = condition.get().getReferenceMap().values().stream().anyMatch(reference -> "oldSelf".equals(reference.name()));
        if (usesOld && !place.hasOldValue()) {
            problems.accept(path.field("rule") + ": Invalid value: oldSelf cannot be used on the uncorrelatable portion of the schema, "
                    + "within a list that is not of type map");
            return Optional.empty();
        }
        return Optional.of(new CompiledRule(rule, program(condition.get()), usesOld, message.map(RuleCompiler::program)));
    }

    /** Tells if all rules together cost more than a definition may. */
    void checkTotal() {
        if (total > TOTAL_LIMIT)
            problems.accept(
                    "spec.validation.openAPIV3Schema: Forbidden: the rules of this definition together have an estimated cost of " + total
                            + ", of at most " + TOTAL_LIMIT);
    }

    private CelCompiler compiler(StructuralSchema schema, boolean optionalOld) {
        CelType self = types.of(schema);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).setTypeProvider(types)
                .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional()).addVar("self", self)
                .addVar("oldSelf", optionalOld ? OptionalType.create(self) : self);
        return builder.build();
    }

    private Optional<CelAbstractSyntaxTree> expression(CelCompiler compiler, String text, CelType wanted, FieldPath path,
            StructuralSchema schema,
            Place place) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            if (!tree.getResultType().equals(wanted)) {
                problems.accept(path + ": Invalid value: must evaluate to " + wanted.name() + ", but is " + tree.getResultType().name());
                return Optional.empty();
            }
            long cost = RuleCost.product(RuleCost.of(tree, schema), place.times());
            total = RuleCost.sum(total, cost);
            if (cost > EXPRESSION_LIMIT)
                problems.accept(path + ": Forbidden: estimated rule cost exceeds budget by factor of "
                        + (cost / EXPRESSION_LIMIT >= 100 ? "more than 100" : "%.1f".formatted((double) cost / EXPRESSION_LIMIT))
                        + "x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)");
            return Optional.of(tree);
        } catch (CelValidationException refused) {
            problems.accept(path + ": Invalid value: compilation failed: " + refused.getMessage());
            return Optional.empty();
        }
    }

    private static Program program(CelAbstractSyntaxTree tree) {
        try {
            return RUNTIME.createProgram(tree);
        } catch (CelEvaluationException impossible) {
            throw new IllegalStateException("a rule that compiled cannot be run: " + impossible.getMessage(), impossible);
        }
    }
}
