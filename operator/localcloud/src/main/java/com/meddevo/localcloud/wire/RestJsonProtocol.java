package com.meddevo.localcloud.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meddevo.localcloud.model.JsonShape;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Operations by HTTP method and path, bodies of JSON.
 *
 * @param operations of the service
 */
record RestJsonProtocol(RestOperations operations) implements Protocol {

    private static final String CONTENT_TYPE = "application/json";

    @Override
    public Optional<String> operation(WireRequest request) { return operations.find(request); }

    @Override
    public Object read(WireRequest request, SdkPojo builder) {
        operations.read(request, builder);
        return JsonProtocol.body(request, builder);
    }

    @Override
    public Answer write(String operation, SdkPojo response, String requestId) {
        return new Answer(200, CONTENT_TYPE, JsonProtocol.bytes(JsonShape.write(response)),
                RestOperations.headers(response));
    }

    @Override
    public Answer refuse(Problem problem, Optional<SdkPojo> members) {
        var node = members.map(JsonShape::write).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!node.has("ErrorCode")) {
            node.put("ErrorCode", problem.code());
        }
        node.put("Message", problem.message());
        return new Answer(problem.status(), CONTENT_TYPE, JsonProtocol.bytes(node), Map.of("x-amzn-ErrorType", problem.code()));
    }
}
