package com.meddevo.localkube.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.text.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads request bodies, JSON or YAML. */
final class Bodies {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper STRICT_JSON = JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private Bodies() {}

    /** An object, as the content type says; 415 for another one. */
    static ObjectNode object(Call call) {
        String type = mediaType(call);
        return switch (type) {
            case "", "application/json", "*/*" -> requireObject(json(call));
            case "application/yaml" -> requireObject(yaml(call));
            default ->
                throw ApiFailure.unsupportedMediaType("the body of the request was in an unknown format - accepted media types include:"
                        + " application/json, application/yaml" + (type.contains("protobuf")
                                ? ". This server does not read protobuf, which imperative kubectl commands send; use for example:"
                                        + " kubectl create KIND NAME --dry-run=client -o yaml | kubectl apply -f -"
                                : ""));
        };
    }

    /** A JSON value, whatever the content type says. */
    static JsonNode json(Call call) {
        try {
            return (refusesDuplicates(call) ? STRICT_JSON : JSON).readTree(call.body());
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getOriginalMessage() + (e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")"));
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    private static JsonNode yaml(Call call) {
        try {
            List<JsonNode> documents = Yaml.documents(new String(call.body(), StandardCharsets.UTF_8), refusesDuplicates(call));
            return documents.isEmpty() ? JsonNodeFactory.instance.nullNode() : documents.getFirst();
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    private static boolean refusesDuplicates(Call call) { return call.parameter("fieldValidation").equals("Strict"); }

    /** An applied configuration: YAML, of which JSON is a part. */
    static ObjectNode applied(Call call) {
        byte[] body = call.body();
        boolean json = body.length > 0 && body[0] == '{';
        return requireObject(json ? json(call) : yaml(call));
    }

    /** An object that may be left out. */
    static ObjectNode optional(Call call) {
        return call.body().length == 0 ? JsonNodeFactory.instance.objectNode() : object(call);
    }

    /** The content type without its parameters. */
    static String mediaType(Call call) {
        return call.contentType().split(";", 2)[0].strip();
    }

    private static ObjectNode requireObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body of the request must be an object");
    }
}
