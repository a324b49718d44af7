package com.meddevo.api.validation;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.types.CelKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule may cost at most, estimated like an API server does before it accepts a definition: one unit per field that is looked up and per
 * function called, a tenth of a unit per character read, everything in a loop times the longest list that the schema allows. What the schema
 * does not bound counts as long as a whole request may be.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints">Resource constraints of CEL in Kubernetes</a>
 */
final class RuleCost {
    /** A request's greatest size in bytes, which bounds what nothing else bounds. */
    private static final long REQUEST = 3L * 1024 * 1024;
    /** A character takes up to so many bytes. */
    private static final long BYTES_PER_CHARACTER = 4;
    /** Keys of maps have no bound in a schema; this is more than any sensible one has. */
    private static final long KEY = 1024;
    private static final double PER_CHARACTER = 0.1;
    private static final double PER_PATTERN_CHARACTER = 0.25;
    private static final long NEW_LIST = 10;
    private static final long NEW_MAP = 30;

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Estimate> variables = new HashMap<>();

    /**
     * The cost of an expression and the size of what it gives.
     *
     * @param size most characters of a text, entries of a list or map; 1 for anything else
     * @param schema where in the schema the value comes from, if it comes from there
     * @param entries what the entries of a list are, for one that is not from the schema
     */
    private record Estimate(long cost, long size, Optional<StructuralSchema> schema, Optional<StructuralSchema> entries) {
        static Estimate plain(long cost, long size) { return new Estimate(cost, size, Optional.empty(), Optional.empty()); }

        static Estimate at(long cost, StructuralSchema schema) {
            return new Estimate(cost, sizeOf(schema), Optional.of(schema), schema.items().or(schema::values));
        }

        Estimate withCost(long other) { return new Estimate(other, size, schema, entries); }
    }

    private RuleCost(CelAbstractSyntaxTree tree) { this.tree = tree; }

    /** @param self the schema that {@code self} and {@code oldSelf} are of */
    static long of(CelAbstractSyntaxTree tree, StructuralSchema self) {
        RuleCost cost = new RuleCost(tree);
        cost.variables.put("self", Estimate.at(0, self));
        cost.variables.put("oldSelf", Estimate.at(0, self));
        return cost.of(tree.getExpr()).cost();
    }

    static long sum(long a, long b) { return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b; }

    static long product(long a, long b) { return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b; }

    /** How many entries a list or map may have at most. */
    static long mostEntries(StructuralSchema collection) {
        String bound = "array".equals(collection.type()) ? "maxItems" : "maxProperties";
        if (collection.source().has(bound))
            return collection.source().get(bound).asLong();
        long smallest = collection.items().or(collection::values).map(RuleCost::smallestSize).orElse(1L);
        return REQUEST / (smallest + 1);
    }

    /** The least bytes that a value takes in JSON. */
    private static long smallestSize(StructuralSchema schema) {
        return switch (schema.type()) {
            case "object" -> {
                long size = 2;
                for (var required : schema.source().path("required"))
                    if (schema.child(required.asText()) != null)
                        size += required.asText().length() + 3 + smallestSize(schema.child(required.asText()));
                yield size;
            }
            case "array", "string" -> 2;
            case "boolean" -> 4;
            default -> 1;
        };
    }

    private static long sizeOf(StructuralSchema schema) {
        return switch (schema.type()) {
            case "string" -> textSize(schema);
            case "array" -> mostEntries(schema);
            case "object" -> schema.isMap() ? mostEntries(schema) : 1;
            case "integer", "number", "boolean" -> 1;
            default -> REQUEST;
        };
    }

    private static long textSize(StructuralSchema schema) {
        long longest = 0;
        for (var choice : schema.source().path("enum"))
            longest = Math.max(longest, choice.asText().length());
        if (longest > 0)
            return longest;
        return schema.source().has("maxLength") ? schema.source().get("maxLength").asLong() * BYTES_PER_CHARACTER : REQUEST;
    }

    private Estimate of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> Estimate.plain(0, constantSize(expression.constant()));
            case IDENT -> variables.getOrDefault(expression.ident().name(), Estimate.plain(0, 1)).withCost(1);
            case SELECT -> select(expression.select());
            case CALL -> call(expression.call());
            case LIST -> literal(expression.list().elements());
            case MAP -> {
                long cost = NEW_MAP;
                for (CelExpr.CelMap.Entry entry : expression.map().entries())
                    cost = sum(cost, sum(of(entry.key()).cost(), of(entry.value()).cost()));
                yield Estimate.plain(cost, expression.map().entries().size());
            }
            case COMPREHENSION -> comprehension(expression.comprehension());
            default -> Estimate.plain(1, REQUEST);
        };
    }

    private static long constantSize(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.STRING_VALUE ? constant.stringValue().length() : 1;
    }

    private Estimate literal(List<CelExpr> elements) {
        long cost = NEW_LIST;
        for (CelExpr element : elements)
            cost = sum(cost, of(element).cost());
        return Estimate.plain(cost, elements.size());
    }

    private Estimate select(CelSelect select) {
        Estimate operand = of(select.operand());
        long cost = sum(operand.cost(), 1);
        return operand.schema().flatMap(schema -> field(schema, select.field())).filter(field -> !select.testOnly())
                .map(field -> Estimate.at(cost, field)).orElseGet(() -> Estimate.plain(cost, select.testOnly() ? 1 : REQUEST));
    }

    private static Optional<StructuralSchema> field(StructuralSchema schema, String name) {
        return schema.properties().entrySet().stream().filter(each -> RuleTypes.escaped(each.getKey()).filter(name::equals).isPresent())
                .map(Map.Entry::getValue).findFirst().or(schema::values);
    }

    private Estimate call(CelCall call) {
        List<Estimate> arguments = Stream.concat(call.target().stream(), call.args().stream()).map(this::of).toList();
        long cost = arguments.stream().map(Estimate::cost).reduce(0L, RuleCost::sum);
        long first = arguments.isEmpty() ? 1 : arguments.getFirst().size();
        long second = arguments.size() < 2 ? 1 : arguments.get(1).size();
        return switch (call.function()) {
            case "_&&_", "_||_", "!_", "@not_strictly_false" -> Estimate.plain(cost, 1);
            case "_?_:_" -> {
                Estimate larger = arguments.get(1).cost() >= arguments.get(2).cost() ? arguments.get(1) : arguments.get(2);
                yield new Estimate(sum(arguments.getFirst().cost(), larger.cost()), Math.max(second, arguments.get(2).size()),
                        larger.schema(),
                        larger.entries());
            }
            case "_[_]" -> arguments.getFirst().entries().map(entry -> Estimate.at(sum(cost, 1), entry))
                    .orElseGet(() -> Estimate.plain(sum(cost, 1), REQUEST));
            case "@in" -> Estimate.plain(sum(cost, second), 1);
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> Estimate.plain(sum(cost, read(Math.min(first, second))), 1);
            case "_+_" -> isNumber(call.args().getFirst())
                    ? Estimate.plain(sum(cost, 1), 1)
                    : new Estimate(sum(cost, read(sum(first, second))), sum(first, second), Optional.empty(),
                            arguments.getFirst().entries());
            case "matches" -> Estimate.plain(sum(cost, product(read(sum(first, 1)), patternCost(second))), 1);
            case "contains" -> Estimate.plain(sum(cost, product(read(first), read(second))), 1);
            case "startsWith", "endsWith" -> Estimate.plain(sum(cost, read(second)), 1);
            case "size" -> Estimate.plain(sum(cost, 1), 1);
            case "_-_", "_*_", "_/_", "_%_", "-_" -> Estimate.plain(sum(cost, 1), 1);
            default -> Estimate.plain(sum(sum(cost, 1), read(first)), Math.max(first, second));
        };
    }

    private boolean isNumber(CelExpr expression) {
        return tree.getType(expression.id())
                .map(type -> type.kind() == CelKind.INT || type.kind() == CelKind.DOUBLE || type.kind() == CelKind.UINT)
                .orElse(false);
    }

    private static long read(long characters) { return (long) Math.ceil(characters * PER_CHARACTER); }

    private static long patternCost(long characters) { return (long) Math.ceil(characters * PER_PATTERN_CHARACTER); }

    private Estimate comprehension(CelComprehension loop) {
        Estimate range = of(loop.iterRange());
        boolean overMap = tree.getType(loop.iterRange().id()).map(type -> type.kind() == CelKind.MAP).orElse(false);
        Estimate entry = range.entries().map(schema -> Estimate.at(0, schema)).orElseGet(() -> Estimate.plain(0, REQUEST));
        Estimate key = Estimate.plain(0, overMap ? KEY : 1);
        boolean named = !loop.iterVar2().isEmpty();
        variables.put(loop.iterVar(), overMap || named ? key : entry);
        if (named)
            variables.put(loop.iterVar2(), entry);
        Estimate start = of(loop.accuInit());
        variables.put(loop.accuVar(), new Estimate(0, Math.max(start.size(), 1), Optional.empty(), Optional.empty()));
        Estimate step = of(loop.loopStep());
        long turn = sum(of(loop.loopCondition()).cost(), step.cost());
        long size = tree.getType(loop.accuInit().id()).map(type -> type.kind() == CelKind.LIST).orElse(false) ? range.size() : 1;
        variables.put(loop.accuVar(), new Estimate(0, size, Optional.empty(), range.entries()));
        Estimate result = of(loop.result());
        long cost = sum(sum(range.cost(), start.cost()), sum(product(range.size(), turn), result.cost()));
        return new Estimate(cost, size, Optional.empty(), range.entries());
    }
}
