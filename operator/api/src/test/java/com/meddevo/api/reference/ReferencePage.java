package com.meddevo.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A page for people about one resource, made from its definition: a section for every object that holds fields, a row for every field, and under it what
 * must hold between them. Columns of the page: field, type with its bounds, description.
 */
final class ReferencePage {
    private final StringBuilder page = new StringBuilder();
    private final List<Section> open = new ArrayList<>();

    /** @param path as one writes it, such as {@code spec.task.sidecars[]} */
    private record Section(String path, JsonNode schema) {
    }

    private ReferencePage() {}

    static String of(JsonNode definition) {
        var page = new ReferencePage();
        page.head(definition);
        JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
        page.rules(rulesOf(schema));
        schema.path("properties").properties().stream().filter(part -> part.getValue().has("properties"))
                .forEach(part -> page.sections(new Section(part.getKey(), part.getValue())));
        return page.page.toString();
    }

    private void head(JsonNode definition) {
        JsonNode names = definition.at("/spec/names");
        JsonNode version = definition.at("/spec/versions/0");
        line("# " + names.path("kind").asText());
        line("");
        line(text(version.at("/schema/openAPIV3Schema")));
        line("");
        line("`" + definition.at("/spec/group").asText() + "/" + version.path("name").asText() + "`, "
                + definition.at("/spec/scope").asText().toLowerCase(Locale.ROOT) + ", short name `" + names.at("/shortNames/0").asText()
                + "`. "
                + "This page is made from [the definition](../../crds/" + names.path("singular").asText()
                + ".yaml) and is held to it by a test; [the examples](../../crds/examples) use every field.");
        line("");
        line("`kubectl get " + names.path("plural").asText() + "` prints: " + items(version.path("additionalPrinterColumns"))
                .map(column -> column.path("name").asText() + (column.path("priority").asInt() > 0 ? " (with `-o wide`)" : ""))
                .collect(Collectors.joining(", ")) + ".");
    }

    private void sections(Section first) {
        open.add(first);
        while (!open.isEmpty())
            section(open.removeFirst());
    }

    /** Its own fields first, then, right after it, the sections of what they hold. */
    private void section(Section section) {
        line("");
        line("## " + section.path());
        line("");
        line(text(section.schema()));
        line("");
        line("| field | type | what it says |");
        line("|---|---|---|");
        var inner = new ArrayList<Section>();
        section.schema().path("properties").properties().forEach(field -> {
            String path = section.path() + "." + field.getKey();
            line("| `" + field.getKey() + "`" + (isRequired(section.schema(), field.getKey()) ? " (needed)" : "") + " | "
                    + type(field.getValue()) + " | " + cell(text(field.getValue())) + linkTo(path, field.getValue()) + " |");
            below(path, field.getValue()).forEach(inner::add);
        });
        open.addAll(0, inner);
        rules(Stream.concat(rulesOf(section.schema()),
                section.schema().path("properties").properties().stream().flatMap(field -> rulesWithin(field.getKey(), field.getValue()))));
    }

    private static List<Section> below(String path, JsonNode schema) {
        if (schema.has("properties")) return List.of(new Section(path, schema));
        if (schema.has("items")) return below(path + "[]", schema.path("items"));
        return schema.path("additionalProperties").isObject() ? below(path + ".*", schema.path("additionalProperties")) : List.of();
    }

    private static String linkTo(String path, JsonNode schema) {
        return below(path, schema).stream().map(section -> " See [" + section.path() + "](#" + anchor(section.path()) + ").")
                .collect(Collectors.joining());
    }

    /** As the usual renderers of Markdown make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private void rules(Stream<String> rules) {
        var all = rules.distinct().toList();
        if (all.isEmpty()) return;
        line("");
        line("What breaks one of these rules is refused, with these words:");
        line("");
        all.forEach(this::line);
    }

    private static Stream<String> rulesOf(JsonNode schema) {
        return items(schema.path("x-kubernetes-validations")).map(rule -> "- " + place(rule) + rule.path("message").asText() + ".");
    }

    private static String place(JsonNode rule) {
        return rule.has("fieldPath") ? "`" + rule.path("fieldPath").asText().substring(1) + "`: " : "";
    }

    /** Rules of values and of maps, which have no section of their own. */
    private static Stream<String> rulesWithin(String field, JsonNode schema) {
        if (schema.has("properties")) return Stream.empty();
        var own = items(schema.path("x-kubernetes-validations")).map(rule -> "- `" + field + "`: " + rule.path("message").asText() + ".");
        var within = Stream.of(schema.path("items"), schema.path("additionalProperties")).filter(JsonNode::isObject)
                .flatMap(inner -> rulesWithin(field, inner));
        return Stream.concat(own, within);
    }

    private static String type(JsonNode schema) {
        if (schema.has("enum"))
            return items(schema.path("enum")).map(value -> "`" + value.asText() + "`").collect(Collectors.joining(", "));
        if (schema.has("items")) return "list of " + type(schema.path("items")) + bounds(schema, "minItems", "maxItems", "");
        if (schema.path("additionalProperties").isObject())
            return "map of " + type(schema.path("additionalProperties")) + bounds(schema, "minProperties", "maxProperties", "");
        return schema.path("type").asText("any") + bounds(schema, "minimum", "maximum", "")
                + bounds(schema, "minLength", "maxLength", " characters");
    }

    private static String bounds(JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.path(least).equals(schema.path(most))) return ", " + schema.path(least) + unit;
        if (schema.has(least) && schema.has(most)) return ", " + schema.path(least) + " to " + schema.path(most) + unit;
        if (schema.has(most)) return ", at most " + schema.path(most) + unit;
        return schema.has(least) ? ", at least " + schema.path(least) + unit : "";
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return items(schema.path("required")).anyMatch(name -> name.asText().equals(field));
    }

    private static String text(JsonNode schema) { return schema.path("description").asText().strip(); }

    private static String cell(String text) { return text.replace("|", "\\|"); }

    private static java.util.stream.Stream<JsonNode> items(JsonNode array) { return StreamSupport.stream(array.spliterator(), false); }

    private void line(String text) { page.append(text).append('\n'); }
}
