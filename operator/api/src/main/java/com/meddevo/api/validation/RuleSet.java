package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All CEL rules of a schema, compiled, and the walk through an object that applies each where it belongs. */
final class RuleSet {
    private final StructuralSchema root;
    private final Map<StructuralSchema, List<CompiledRule>> rules = new IdentityHashMap<>();

    /**
     * @param root a schema that has {@code metadata.name} at its root, which rules there may speak of
     * @param problems is told, in sentences, of every rule that an API server would refuse
     */
    RuleSet(StructuralSchema root, Consumer<String> problems) {
        this.root = root;
        RuleCompiler compiler = new RuleCompiler(root, problems);
        compile(root, FieldPath.ROOT, compiler, new Place(1, true));
        compiler.checkTotal();
    }

    /**
     * Where a rule stands.
     *
     * @param times how often it may stand in one object, by the bounds of the lists and maps around it
     * @param hasOldValue whether an old value can be told, which is not so within lists without keys
     */
    record Place(long times, boolean hasOldValue) {
        Place within(StructuralSchema collection) {
            boolean told = hasOldValue && !("array".equals(collection.type()) && !"map".equals(collection.listType()));
            return new Place(RuleCost.product(times, RuleCost.mostEntries(collection)), told);
        }
    }

    /**
     * What rules are applied to.
     *
     * @param self the value as CEL sees it
     * @param oldSelf what stood there before, as CEL sees it
     */
    record Subject(JsonNode value, Object self, Optional<Object> oldSelf, FieldPath path) {
    }

    private void compile(StructuralSchema schema, FieldPath path, RuleCompiler compiler, Place place) {
        List<CompiledRule> here = new ArrayList<>();
        int index = 0;
        for (StructuralSchema.Rule rule : schema.rules())
            compiler.compile(rule, schema, path.field("x-kubernetes-validations").index(index++), place).ifPresent(here::add);
        if (!here.isEmpty())
            rules.put(schema, here);
        schema.properties().forEach((name, property) -> compile(property, path.field(name), compiler, place));
        schema.values().ifPresent(values -> compile(values, path.key("*"), compiler, place.within(schema)));
        schema.items().ifPresent(items -> compile(items, path.key("*"), compiler, place.within(schema)));
    }

    /** Applies every rule to what it stands at. */
    List<Violation> check(Correlation object) {
        List<Violation> violations = new ArrayList<>();
        check(object, root, FieldPath.ROOT, violations);
        return violations;
    }

    private static void check(Correlation at, StructuralSchema schema, List<CompiledRule> here, FieldPath path,
            List<Violation> violations) {
        List<CompiledRule> due = at.isUnchanged() ? here.stream().filter(CompiledRule::usesOld).toList() : here;
        if (due.isEmpty())
            return;
        Subject subject = new Subject(at.value(), RuleValues.of(at.value(), schema), at.old().map(old -> RuleValues.of(old, schema)), path);
        for (CompiledRule rule : due)
            rule.check(subject).ifPresent(violations::add);
    }

    private void check(Correlation at, StructuralSchema schema, FieldPath path, List<Violation> violations) {
        JsonNode value = at.value();
        if (schema == null || value.isNull())
            return;
        List<CompiledRule> here = rules.get(schema);
        if (here != null)
            check(at, schema, here, path, violations);
        if (value.isObject())
            value.fieldNames().forEachRemaining(
                    name -> check(at.field(name), schema.child(name), path.child(name, schema), violations));
        else if (value.isArray())
            for (int i = 0; i < value.size(); i++)
            check(at.entry(i, schema), schema.items().orElse(null), path.index(i), violations);
    }
}
