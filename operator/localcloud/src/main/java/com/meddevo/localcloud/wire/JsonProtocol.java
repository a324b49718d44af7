package com.meddevo.localcloud.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.model.JsonShape;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.1, and 1.0, which differs in nothing that is sent but the media type. */
final class JsonProtocol implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<String> operation(WireRequest request) {
        var dot = request.target().indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(request.target().substring(dot + 1));
    }

    @Override
    public Object read(WireRequest request, SdkPojo builder) { return body(request, builder); }

    /** Reads what of a request stands in a JSON body. */
    static Object body(WireRequest request, SdkPojo builder) {
        try {
            return JsonShape.read(JSON.readTree(request.body().isBlank() ? "{}" : request.body()), builder);
        } catch (JsonProcessingException e) {
            throw new Malformed("The body is not JSON: " + e.getOriginalMessage());
        } catch (JsonShape.Mismatch e) {
            throw new Malformed(e.getMessage());
        }
    }

    @Override
    public Answer write(String operation, SdkPojo response, String requestId) {
        return new Answer(200, CONTENT_TYPE, bytes(JsonShape.write(response)));
    }

    @Override
    public Answer refuse(Problem problem, Optional<SdkPojo> members) {
        var node = members.map(JsonShape::write).orElseGet(JSON::createObjectNode);
        node.put("__type", problem.code()).put("message", problem.message());
        return new Answer(problem.status(), CONTENT_TYPE, bytes(node));
    }

    /** A tree of nodes as a body. */
    static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes can always be written.", e);
        }
    }
}
