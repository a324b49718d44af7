package com.meddevo.localcloud.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonShape;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.1. */
final class JsonProtocol implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<String> operation(WireRequest request) {
        var dot = request.target().indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(request.target().substring(dot + 1));
    }

    @Override
    public Object read(WireRequest request, SdkPojo builder) {
        try {
            return JsonShape.read(JSON.readTree(request.body().isBlank() ? "{}" : request.body()), builder);
        } catch (JsonProcessingException e) {
            throw new Malformed("The body is not JSON: " + e.getOriginalMessage());
        } catch (JsonShape.Mismatch e) {
            throw new Malformed(e.getMessage());
        }
    }

    @Override
    public Answer write(AwsService service, String operation, SdkPojo response, String requestId) {
        return answer(200, JsonShape.write(response));
    }

    @Override
    public Answer refuse(AwsService service, AwsServiceException refusal, String requestId) {
        var node = refusal instanceof SdkPojo members ? JsonShape.write(members) : JSON.createObjectNode();
        node.put("__type", service.codeOf(refusal));
        node.put("message", Refusals.message(refusal));
        return answer(Refusals.status(refusal), node);
    }

    @Override
    public Answer fail(int status, String code, String message, String requestId) {
        return answer(status, JSON.createObjectNode().put("__type", code).put("message", message));
    }

    private static Answer answer(int status, ObjectNode node) {
        try {
            return new Answer(status, CONTENT_TYPE, JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes can always be written.", e);
        }
    }
}
