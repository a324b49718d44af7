package com.meddevo.localkube.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple JSONPath of printer columns: {@code .a.b}, {@code ['a']}, {@code [0]}, {@code [-1]}, {@code [*]} and filters such as
 * {@code [?(@.type=="Ready")]}. A step that finds nothing yields nothing; it is no error.
 */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            """
                    \\.(?<field>(?:[^.\\[\\\\]|\\\\.)+)\
                    |\\[(?:'(?<single>[^']*)'|"(?<double>[^"]*)")]\
                    |\\[(?<index>-?\\d+)]\
                    |(?<all>\\[\\*])\
                    |\\[\\?\\(\\s*@(?<left>[^=!<>\\s]+)\\s*(?<operator>==|!=|<=|>=|<|>)\\s*(?:"(?<text>[^"]*)"|'(?<quoted>[^']*)'|(?<bare>[^)\\s]+))\\s*\\)]""");

    private final List<UnaryOperator<List<JsonNode>>> steps;

    private JsonPath(List<UnaryOperator<List<JsonNode>>> steps) { this.steps = steps; }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException for one that says something else than the above
     */
    static JsonPath of(String path) {
        List<UnaryOperator<List<JsonNode>>> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && step.find(end) && step.start() == end) {
            steps.add(step(step));
            end = step.end();
        }
        if (end < path.length()) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is not a JSONPath of a column: cannot read it from \"" + path.substring(end) + "\".");
        }
        return new JsonPath(List.copyOf(steps));
    }

    /** What the path leads to. */
    List<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (UnaryOperator<List<JsonNode>> each : steps) {
            found = each.apply(found);
        }
        return found;
    }

    private static UnaryOperator<List<JsonNode>> step(Matcher step) {
        if (step.group("field") != null) {
            return field(step.group("field").replaceAll("\\\\(.)", "$1"));
        } else if (step.group("single") != null) {
            return field(step.group("single"));
        } else if (step.group("double") != null) {
            return field(step.group("double"));
        } else if (step.group("index") != null) {
            int index = Integer.parseInt(step.group("index"));
            return nodes -> nodes.stream().map(node -> node.path(index < 0 ? node.size() + index : index))
                    .filter(node -> !node.isMissingNode()).toList();
        } else if (step.group("all") != null) {
            return nodes -> nodes.stream().flatMap(node -> node.valueStream()).toList();
        }
        return filter(step);
    }

    private static UnaryOperator<List<JsonNode>> field(String name) {
        return nodes -> nodes.stream().map(node -> node.path(name)).filter(node -> !node.isMissingNode()).toList();
    }

    private static UnaryOperator<List<JsonNode>> filter(Matcher step) {
        JsonPath left = of(step.group("left"));
        String operator = step.group("operator");
        String right = step.group("text") != null
                ? step.group("text")
                : step.group("quoted") != null ? step.group("quoted") : step.group("bare");
        return nodes -> nodes.stream().flatMap(node -> node.valueStream())
                .filter(item -> left.find(item).stream().anyMatch(value -> holds(value, operator, right))).toList();
    }

    private static boolean holds(JsonNode value, String operator, String right) {
        int order = value.isNumber() ? Double.compare(value.asDouble(), number(right)) : value.asText().compareTo(right);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
