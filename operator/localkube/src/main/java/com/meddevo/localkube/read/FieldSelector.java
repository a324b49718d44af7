package com.meddevo.localkube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field selector in text: {@code metadata.name=a,metadata.namespace!=b}. Which fields it may name depends on the kind. */
final class FieldSelector {
    private static final Pattern PART = Pattern.compile("(?<field>[^=!,]+)(?<operator>==|=|!=)(?<value>(?:[^,\\\\]|\\\\.)*)(?:,|$)");
    private static final Set<String> OF_ALL = Set.of("metadata.name", "metadata.namespace");
    private static final Set<String> OF_EVENTS = Set.of("involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent",
            "source", "type");

    private FieldSelector() {}

    /** Reads a selector; 400 if it is none, or names a field that is not selectable. */
    static Predicate<JsonNode> parse(String selector, ResourceType type) {
        List<Predicate<JsonNode>> parts = new ArrayList<>();
        Matcher part = PART.matcher(selector);
        int end = 0;
        while (end < selector.length()) {
            if (!part.find(end) || part.start() != end) {
                throw ApiFailure.badRequest("invalid selector: '" + selector + "'; can't understand '" + selector.substring(end) + "'");
            }
            parts.add(requirement(part, type));
            end = part.end();
        }
        return object -> parts.stream().allMatch(each -> each.test(object));
    }

    private static Predicate<JsonNode> requirement(Matcher part, ResourceType type) {
        String field = part.group("field").strip();
        String value = part.group("value").replaceAll("\\\\(.)", "$1");
        if (!selectable(field, type)) {
            throw ApiFailure.badRequest("field label not supported: " + field);
        }
        String pointer = field.equals("source") ? "/source/component" : "/" + field.replace('.', '/');
        boolean equal = !part.group("operator").equals("!=");
        return object -> object.at(pointer).asText().equals(value) == equal;
    }

    private static boolean selectable(String field, ResourceType type) {
        return OF_ALL.contains(field) || switch (type.collection()) {
            case "/events" -> OF_EVENTS.contains(field);
            case "/namespaces" -> field.equals("status.phase");
            case "/secrets" -> field.equals("type");
            default -> type.selectableFields().contains(field);
        };
    }
}
