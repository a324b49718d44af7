package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * ConfigMap and Secret: keys that can be file names, a Secret's {@code stringData} that becomes {@code data}, and {@code immutable}, which
 * cannot be taken back.
 */
record ConfigRules(boolean secret) implements KindRules {
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    @Override
    public void created(ObjectNode object) { settle(object); }

    @Override
    public void updated(ObjectNode object, ObjectNode current) { settle(object); }

    private void settle(ObjectNode object) {
        if (!secret) {
            return;
        }
        if (object.path("type").asText().isEmpty()) {
            object.put("type", "Opaque");
        }
        if (object.remove("stringData") instanceof ObjectNode plain && !plain.isEmpty()) {
            ObjectNode data = object.withObject("/data");
            for (Map.Entry<String, JsonNode> each : plain.properties()) {
                data.put(each.getKey(), Base64.getEncoder().encodeToString(each.getValue().asText().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Override
    public List<Violation> problems(ObjectNode object, ObjectNode current) {
        List<Violation> problems = new ArrayList<>();
        for (String field : List.of("data", "binaryData")) {
            for (Map.Entry<String, JsonNode> each : object.path(field).properties()) {
                String path = field + "[" + each.getKey() + "]";
                if (!KEY.matcher(each.getKey()).matches()) {
                    problems.add(new Violation(path, Kind.INVALID, each.getKey(),
                            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
                } else if ((secret || field.equals("binaryData")) && !isBase64(each.getValue().asText())) {
                    problems.add(new Violation(path, Kind.INVALID, "…", "must be base64"));
                }
            }
        }
        if (current != null && current.path("immutable").asBoolean()) {
            for (String field : List.of("data", "binaryData", "immutable")) {
                if (!Objects.equals(object.get(field), current.get(field))) {
                    problems.add(new Violation(field, Kind.FORBIDDEN, null, "field is immutable when `immutable` is set"));
                }
            }
        }
        if (secret && current != null && !Objects.equals(object.get("type"), current.get("type"))) {
            problems.add(new Violation("type", Kind.INVALID, object.get("type").asText(), "field is immutable"));
        }
        return problems;
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
