package com.meddevo.localkube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.failure.ApiFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label selector in text: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}; all parts must hold. */
final class LabelSelector {
    private static final Pattern PART = Pattern.compile("""
            \\s*(?:(?<not>!)\\s*(?<absent>[^,!=\\s()]+)\
            |(?<key>[^,!=\\s()]+)(?:\\s*(?<operator>==|=|!=)\\s*(?<value>[^,!=\\s()]*)\
            |\\s+(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*(?:,|$)""");

    private LabelSelector() {}

    /** Reads a selector; 400 if it is none. */
    static Predicate<JsonNode> parse(String selector) {
        List<Predicate<JsonNode>> parts = new ArrayList<>();
        Matcher part = PART.matcher(selector);
        int end = 0;
        while (end < selector.length()) {
            if (!part.find(end) || part.start() != end) {
                throw ApiFailure.badRequest("unable to parse requirement: \"" + selector + "\" cannot be read as a label selector from \""
                        + selector.substring(end) + "\"");
            }
            parts.add(requirement(part));
            end = part.end();
        }
        return object -> {
            JsonNode labels = object.at("/metadata/labels");
            return parts.stream().allMatch(each -> each.test(labels));
        };
    }

    private static Predicate<JsonNode> requirement(Matcher part) {
        if (part.group("absent") != null) {
            String key = part.group("absent");
            return labels -> !labels.has(key);
        }
        String key = part.group("key");
        if (part.group("operator") != null) {
            String value = part.group("value");
            return part.group("operator").equals("!=")
                    ? labels -> !value.equals(text(labels, key))
                    : labels -> value.equals(text(labels, key));
        } else if (part.group("set") != null) {
            Set<String> values = new TreeSet<>(Arrays.asList(part.group("values").strip().split("\\s*,\\s*")));
            return part.group("set").equals("in")
                    ? labels -> labels.has(key) && values.contains(text(labels, key))
                    : labels -> !labels.has(key) || !values.contains(text(labels, key));
        }
        return labels -> labels.has(key);
    }

    private static String text(JsonNode labels, String key) { return labels.has(key) ? labels.get(key).asText() : null; }
}
