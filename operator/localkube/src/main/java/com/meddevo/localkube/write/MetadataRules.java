package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds for the metadata of every object. */
final class MetadataRules {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern LABEL_NAME = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN_NAME = Pattern.compile(SUBDOMAIN);
    private static final Pattern KEY = Pattern.compile("(?:(?<prefix>[^/]*)/)?(?<name>[^/]*)");
    private static final Pattern KEY_NAME = Pattern.compile(QUALIFIED);
    private static final Pattern LABEL_VALUE = Pattern.compile("(" + QUALIFIED + ")?");

    private MetadataRules() {}

    /** What is wrong with the metadata of an object; a label is a name without dots, as namespaces need it. */
    static List<Violation> problems(JsonNode metadata, boolean nameIsLabel) {
        List<Violation> problems = new ArrayList<>();
        name(metadata.path("name").asText(), nameIsLabel, problems);
        for (Map.Entry<String, JsonNode> each : metadata.path("labels").properties()) {
            key("metadata.labels", each.getKey(), problems);
            String value = each.getValue().asText();
            if (value.length() > 63) {
                problems.add(new Violation("metadata.labels", Kind.INVALID, value, "must be no more than 63 characters"));
            } else if (!LABEL_VALUE.matcher(value).matches()) {
                problems.add(new Violation("metadata.labels", Kind.INVALID, value,
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                                + " alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '("
                                + QUALIFIED + ")?')"));
            }
        }
        metadata.path("annotations").properties().forEach(each -> key("metadata.annotations", each.getKey(), problems));
        metadata.path("finalizers").forEach(each -> key("metadata.finalizers", each.asText(), problems));
        owners(metadata.path("ownerReferences"), problems);
        return problems;
    }

    private static void name(String name, boolean nameIsLabel, List<Violation> problems) {
        int limit = nameIsLabel ? 63 : 253;
        if (name.length() > limit) {
            problems.add(new Violation("metadata.name", Kind.INVALID, name, "must be no more than " + limit + " characters"));
        }
        if (nameIsLabel && !LABEL_NAME.matcher(name).matches()) {
            problems.add(new Violation("metadata.name", Kind.INVALID, name,
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric"
                            + " character (e.g. 'my-name',  or '123-abc', regex used for validation is '" + LABEL + "')"));
        } else if (!SUBDOMAIN_NAME.matcher(name).matches()) {
            problems.add(new Violation("metadata.name", Kind.INVALID, name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'example.com', regex used for validation is '" + SUBDOMAIN + "')"));
        }
    }

    private static void key(String field, String key, List<Violation> problems) {
        var parts = KEY.matcher(key);
        if (!parts.matches() || !KEY_NAME.matcher(parts.group("name")).matches() || parts.group("name").length() > 63) {
            problems.add(new Violation(field, Kind.INVALID, key,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g."
                            + " 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + QUALIFIED + "')"));
        } else if (parts.group("prefix") != null && !SUBDOMAIN_NAME.matcher(parts.group("prefix")).matches()) {
            problems.add(new Violation(field, Kind.INVALID, key,
                    "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end"
                            + " with an alphanumeric character (e.g. 'example.com', regex used for validation is '" + SUBDOMAIN + "')"));
        }
    }

    private static void owners(JsonNode owners, List<Violation> problems) {
        for (int i = 0; i < owners.size(); i++) {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owners.get(i).path(field).asText().isEmpty()) {
                    problems.add(
                            new Violation("metadata.ownerReferences[" + i + "]." + field, Kind.INVALID, "", field + " must not be empty"));
                }
            }
        }
    }
}
