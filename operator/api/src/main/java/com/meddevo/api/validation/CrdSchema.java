package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One served version of one {@code CustomResourceDefinition}, ready to prune, default and validate objects of it. Immutable and safe for use by
 * several threads; making one compiles every rule, so keep it.
 */
public final class CrdSchema {
    /** What is so wrong that an API server does not even try the rules. */
    private static final Set<Kind> BLOCKING = EnumSet.of(Kind.REQUIRED, Kind.TOO_LONG, Kind.TOO_MANY, Kind.TYPE_INVALID);

    private final StructuralSchema root;
    private final SchemaAssertions assertions;
    private final RuleSet rules;

    private CrdSchema(StructuralSchema root, SchemaAssertions assertions, RuleSet rules) {
        this.root = root;
        this.assertions = assertions;
        this.rules = rules;
    }

    /**
     * Reads one version of a definition.
     *
     * @param crd a {@code CustomResourceDefinition} of {@code apiextensions.k8s.io/v1}
     * @param version the version's name, e.g. {@code v1alpha1}
     * @throws IllegalArgumentException with a sentence per mistake that says where and why, for a definition that a real API server refuses
     */
    public static CrdSchema of(JsonNode crd, String version) {
        List<String> problems = new ArrayList<>(DefinitionCheck.check(crd));
        refuseIfAny(problems);
        StructuralSchema root = StructuralSchema.of(withMetadata(schemaOf(crd, version)));
        RuleSet rules = new RuleSet(root, problems::add);
        refuseIfAny(problems);
        SchemaAssertions assertions = new SchemaAssertions(root);
        return new CrdSchema(root, assertions, rules);
    }

    private static JsonNode schemaOf(JsonNode crd, String version) {
        for (JsonNode each : crd.path("spec").path("versions"))
            if (version.equals(each.path("name").asText()))
                return each.path("schema").path("openAPIV3Schema");
        throw new IllegalArgumentException(
                "spec.versions: there is no version \"" + version + "\" in " + crd.path("metadata").path("name").asText());
    }

    private static void refuseIfAny(List<String> problems) {
        if (!problems.isEmpty())
            throw new IllegalArgumentException(String.join("\n", problems));
    }

    /** Every object has these, whether the schema says so or not, and rules at the root may speak of them. */
    private static JsonNode withMetadata(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        ObjectNode properties = root.withObjectProperty("properties");
        properties.withObjectProperty("apiVersion").put("type", "string");
        properties.withObjectProperty("kind").put("type", "string");
        ObjectNode metadata = properties.withObjectProperty("metadata").put("type", "object");
        metadata.withObjectProperty("properties").withObjectProperty("name").put("type", "string");
        metadata.withObjectProperty("properties").withObjectProperty("generateName").put("type", "string");
        return root;
    }

    /** Fills the schema's defaults in, and takes out nulls that the schema does not allow, in place. */
    public void applyDefaults(ObjectNode object) {
        Defaulting.apply(object, root);
    }

    /**
     * Removes fields that the schema does not know, in place; {@code apiVersion}, {@code kind} and {@code metadata} always stay.
     *
     * @return the paths of what was removed, e.g. {@code spec.task.gpu}, in the order in which they stood
     */
    public List<String> prune(ObjectNode object) {
        List<String> removed = new ArrayList<>();
        Pruning.prune(object, root, removed);
        return removed;
    }

    /**
     * Checks an object against the schema and then against its CEL rules.
     *
     * @param object the whole object, pruned and defaulted
     * @param oldOrNull what it replaces, for rules that speak of {@code oldSelf}, and because what an update does not touch is not complained of
     *        again; null when it is created
     * @return everything that is wrong, empty if nothing is
     */
    public List<Violation> validate(JsonNode object, JsonNode oldOrNull) {
        Correlation both = new Correlation(object, Optional.ofNullable(oldOrNull));
        List<Violation> violations = new ArrayList<>(assertions.check(both));
        violations.addAll(ListUniqueness.check(object, root));
        if (violations.stream().anyMatch(each -> BLOCKING.contains(each.kind())))
            violations.add(new Violation(FieldPath.ROOT.toString(), Kind.INVALID, NullNode.getInstance(),
                    "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"));
        else
            violations.addAll(rules.check(both));
        return List.copyOf(violations);
    }

    /** What the schema says of a field, with unit, default and cost; of the nearest field above it where it says nothing itself. */
    public Optional<String> description(String path) {
        Optional<String> description = Optional.empty();
        StructuralSchema at = root;
        for (String step : FieldPath.steps(path)) {
            at = at.type().equals("array") ? at.items().orElse(null) : at.child(step);
            if (at == null)
                break;
            if (at.source().has("description"))
                description = Optional.of(at.source().get("description").asText());
        }
        return description;
    }

    /**
     * The fields that the schema knows in one place.
     *
     * @param steps the way there, e.g. {@code spec}, {@code task}
     */
    public List<String> fields(List<String> steps) {
        StructuralSchema at = root;
        for (String step : steps) {
            at = at.type().equals("array") ? at.items().orElse(null) : at.child(step);
            if (at == null)
                return List.of();
        }
        return List.copyOf(at.properties().keySet());
    }
}
