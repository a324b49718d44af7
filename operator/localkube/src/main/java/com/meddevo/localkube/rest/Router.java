package com.meddevo.localkube.rest;

import com.meddevo.localkube.discovery.Discovery;
import com.meddevo.localkube.discovery.OpenApi;
import com.meddevo.localkube.discovery.Reviews;
import com.meddevo.localkube.discovery.ServerVersion;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import java.util.List;
import java.util.Optional;

/** Finds out who answers a call. */
final class Router {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final ResourceTypes types;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final ObjectCalls objects;

    Router(ResourceTypes types, ObjectCalls objects) {
        this.types = types;
        this.discovery = new Discovery(types);
        this.openApi = new OpenApi(types);
        this.objects = objects;
    }

    /** Answers a call; fails with what the client is to be told. */
    Reply answer(Call call) {
        List<String> path = call.segments();
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (first) {
            case "version" -> new Reply.Json(200, ServerVersion.document());
            case "healthz", "livez", "readyz" -> new Reply.Text(200, "ok");
            case "openapi" -> openApi(path);
            case "api" -> path.size() <= 2 ? coreDiscovery(call, path) : resource(call);
            case "apis" -> path.size() <= 3 ? groupDiscovery(call, path) : resource(call);
            default -> throw ApiFailure.noSuchPath();
        };
    }

    private Reply openApi(List<String> path) {
        if (path.size() < 2 || !path.get(1).equals("v3")) {
            throw ApiFailure.noSuchPath();
        }
        return new Reply.Json(200, path.size() == 2 ? openApi.index() : openApi.document(String.join("/", path.subList(2, path.size()))));
    }

    private Reply coreDiscovery(Call call, List<String> path) {
        if (path.size() == 2) {
            return new Reply.Json(200, discovery.resources("", path.get(1)));
        }
        return wantsAggregated(call)
                ? new Reply.Json(200, discovery.aggregated(true), AGGREGATED, List.of())
                : new Reply.Json(200, discovery.coreVersions());
    }

    private Reply groupDiscovery(Call call, List<String> path) {
        return switch (path.size()) {
            case 1 -> wantsAggregated(call)
                    ? new Reply.Json(200, discovery.aggregated(false), AGGREGATED, List.of())
                    : new Reply.Json(200, discovery.groups());
            case 2 -> new Reply.Json(200, discovery.group(path.get(1)));
            default -> new Reply.Json(200, discovery.resources(path.get(1), path.get(2)));
        };
    }

    private static boolean wantsAggregated(Call call) {
        return call.accept().replace(" ", "").contains("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    }

    private Reply resource(Call call) {
        ResourcePath path = ResourcePath.of(call.segments());
        Optional<ResourceType> type = types.find(path.group(), path.version(), path.plural());
        if (type.isPresent()) {
            return objects.answer(call, type.get(), path);
        }
        if (call.method().equals("POST") && path.name().isEmpty()) {
            return new Reply.Json(201, Reviews.answer(path.group(), path.version(), path.plural(), Bodies.object(call)));
        }
        throw ApiFailure.noSuchPath();
    }
}
