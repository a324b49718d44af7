package com.meddevo.change.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import com.meddevo.change.CannotTell;
import com.meddevo.change.input.ResourceChange;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntime.Program;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy's condition in CEL: standard functions, strings, sets, optional values, and {@code statements(text)}, which reads a policy document of
 * IAM. A name that {@code change} does not have is refused when the file is read.
 */
final class Expression {
    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).enableReservedIds(true)
            .build();
    private static final CelType STRINGS = ListType.create(SimpleType.STRING);
    private static final CelType ATTRIBUTES = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final Map<String, CelType> CHANGE = Map.of("source", SimpleType.STRING, "unit", SimpleType.STRING, "stack",
            SimpleType.STRING, "type", SimpleType.STRING, "action", SimpleType.STRING, "before", ATTRIBUTES, "after", ATTRIBUTES, "changed",
            STRINGS, "unknown", STRINGS, "effects", STRINGS);
    private static final StructType CHANGE_TYPE = StructType.create("Change", ImmutableSet.copyOf(CHANGE.keySet()),
            name -> Optional.ofNullable(CHANGE.get(name)));

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS).setTypeProvider(new ChangeTypes())
            .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("statements",
                    CelOverloadDecl.newGlobalOverload("statements_dyn", ListType.create(SimpleType.DYN), SimpleType.DYN)))
            .addVar("change", CHANGE_TYPE).addVar("contract", STRINGS).setResultType(SimpleType.BOOL).build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
            .addFunctionBindings(CelFunctionBinding.from("statements_dyn", Object.class, IamDocument::statements)).build();

    private final String policy;
    private final Program program;

    private Expression(String policy, Program program) {
        this.policy = policy;
        this.program = program;
    }

    /** @throws CannotTell if the text is no CEL, is no condition, or speaks of something that there is not */
    static Expression of(String policy, String text) {
        try {
            return new Expression(policy, RUNTIME.createProgram(COMPILER.compile(text).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new CannotTell("the expression of policy " + policy + " does not compile: " + e.getMessage());
        }
    }

    /** The library's message may quote a value of the plan, so only its code is told. */
    boolean speaksOf(ResourceChange change, List<String> contract) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of("change", values(change), "contract", contract)));
        } catch (CelEvaluationException e) {
            throw new CannotTell("policy " + policy + " cannot be held against " + change.address() + " in " + change.unit() + " ("
                    + e.getErrorCode()
                    + "): let its expression ask with .? and orValue for what may be missing, and add the case to its tests");
        }
    }

    private static Map<String, Object> values(ResourceChange change) {
        return Map.of("source", change.source(), "unit", change.unit(), "stack", change.stack(), "type", change.type(), "action",
                change.action().toString(), "before", attributes(change.before()), "after", attributes(change.after()), "changed",
                change.changed(), "unknown", change.unknown(), "effects", change.effects());
    }

    private static Map<String, Object> attributes(JsonNode object) {
        var attributes = new LinkedHashMap<String, Object>();
        object.properties().stream().filter(field -> !field.getValue().isNull())
                .forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
        return attributes;
    }

    /** JSON as CEL sees it; what is null is absent, since Terraform writes both for what is not set. */
    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> attributes(node);
            case ARRAY -> node.valueStream().filter(entry -> !entry.isNull()).map(Expression::value).toList();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : (Object) node.doubleValue();
            default -> node.asText();
        };
    }

    private static final class ChangeTypes implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() { return ImmutableSet.of(CHANGE_TYPE); }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.<CelType>of(CHANGE_TYPE).filter(type -> type.name().equals(name));
        }
    }
}
