package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation.Kind;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The assertions of an OpenAPI schema, decided by a JSON-schema library and worded as Kubernetes words them. */
final class SchemaAssertions {
    private static final Set<String> OF_NO_CONCERN = Set.of("description", "title", "default", "example", "externalDocs");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30(), registry -> registry
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final StructuralSchema root;
    private final Schema schema;

    SchemaAssertions(StructuralSchema root) {
        this.root = root;
        ObjectNode plain = root.source().deepCopy();
        strip(plain);
        schema = REGISTRY.getSchema(plain.toString(), InputFormat.JSON);
        schema.initializeValidators();
    }

    /** Leaves only assertions, in this schema and in all below. */
    private static void strip(JsonNode schema) {
        if (!(schema instanceof ObjectNode object))
            return;
        object.properties().removeIf(each -> OF_NO_CONCERN.contains(each.getKey()) || each.getKey().startsWith("x-kubernetes-"));
        object.path("properties").forEach(SchemaAssertions::strip);
        strip(object.path("items"));
        strip(object.path("additionalProperties"));
        for (String several : List.of("allOf", "anyOf", "oneOf"))
            object.path(several).forEach(SchemaAssertions::strip);
        strip(object.path("not"));
    }

    /** What is wrong with an object, but for what was as wrong before and was not touched. */
    List<Violation> check(Correlation object) {
        List<Violation> violations = new ArrayList<>();
        for (Error error : schema.validate(tamed(object.value()).toString(), InputFormat.JSON))
            violation(error, object).ifPresent(violations::add);
        return violations;
    }

    /**
     * Whole numbers beyond 64 bits, on which the library throws, given to it as texts, which no integer may be either; what is said of them later
     * is said of the original.
     */
    private static JsonNode tamed(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(each -> object.set(each.getKey(), tamed(each.getValue())));
                yield object;
            }
            case ARRAY -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                value.forEach(entry -> list.add(tamed(entry)));
                yield list;
            }
            case NUMBER -> value.canConvertToLong() ? value : JsonNodeFactory.instance.textNode(value.asText());
            default -> value;
        };
    }

    private Optional<Violation> violation(Error error, Correlation object) {
        FieldPath path = FieldPath.ROOT;
        StructuralSchema at = root;
        Correlation found = object;
        NodePath location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount() && !found.isUnchanged(); i++) {
            if (location.getElement(i) instanceof Integer index) {
                path = path.index(index);
                found = found.entry(index, at);
                at = at.items().orElseThrow();
            } else {
                String name = location.getName(i);
                path = path.child(name, at);
                found = found.field(name);
                at = at.child(name);
            }
        }
        return found.isUnchanged() ? Optional.empty() : Optional.of(worded(error, path, at.source(), found.value()));
    }

    private static Violation worded(Error error, FieldPath path, JsonNode schema, JsonNode value) {
        String keyword = error.getKeyword();
        String bound = schema.path(keyword).asText();
        return switch (keyword) {
            case "required" -> new Violation(path.field(error.getProperty()).toString(), Kind.REQUIRED, null, "");
            case "enum" ->
                new Violation(path.toString(), Kind.NOT_SUPPORTED, JsonValues.shown(value), "supported values: " + choices(schema));
            case "maxLength" ->
                new Violation(path.toString(), Kind.TOO_LONG, JsonValues.shown(value), "may not be more than " + bound + " bytes");
            case "maxItems", "maxProperties" ->
                new Violation(path.toString(), Kind.TOO_MANY, value.size(), "must have at most " + bound + " items");
            case "type" -> {
                String found = JsonValues.typeName(value);
                yield new Violation(path.toString(), Kind.TYPE_INVALID, found,
                        path + " in body must be of type " + schema.path("type").asText() + ": \"" + found + "\"");
            }
            case "format" -> new Violation(path.toString(), Kind.TYPE_INVALID, JsonValues.shown(value),
                    path + " in body must be of type " + bound + ": \"" + value.asText() + "\"");
            case "minItems", "minProperties" -> new Violation(path.toString(), Kind.INVALID, value.size(),
                    path + " in body " + shortfall(error, schema, bound));
            default -> new Violation(path.toString(), Kind.INVALID, JsonValues.shown(value),
                    path + " in body " + shortfall(error, schema, bound));
        };
    }

    private static String shortfall(Error error, JsonNode schema, String bound) {
        return switch (error.getKeyword()) {
            case "minimum" -> schema.path("exclusiveMinimum").asBoolean()
                    ? "should be greater than " + bound
                    : "should be greater than or equal to " + bound;
            case "maximum" -> schema.path("exclusiveMaximum").asBoolean()
                    ? "should be less than " + bound
                    : "should be less than or equal to " + bound;
            case "minLength" -> "should be at least " + bound + " chars long";
            case "pattern" -> "should match '" + bound + "'";
            case "minItems" -> "should have at least " + bound + " items";
            case "minProperties" -> "should have at least " + bound + " properties";
            case "multipleOf" -> "should be a multiple of " + bound;
            default -> error.getMessage();
        };
    }

    private static String choices(JsonNode schema) {
        List<String> choices = new ArrayList<>();
        schema.path("enum").forEach(choice -> choices.add("\"" + choice.asText() + "\""));
        return String.join(", ", choices);
    }
}
