package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.ServiceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * The operations of a service that HTTP method and path tell apart, and what of their requests and answers stands outside the body. The
 * SDK's marshallers know method and path.
 */
final class RestOperations {

    /** A path with its variables, such as {@code hostedzone/{Id}/rrset}. */
    private record Route(String operation, String method, List<String> segments) {

        boolean isAskedBy(String asking, List<String> asked) {
            if (!method.equals(asking) || asked.size() != segments.size()) {
                return false;
            }
            for (var i = 0; i < asked.size(); i++) {
                if (!isVariable(segments.get(i)) && !segments.get(i).equals(asked.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(WireRequest request) {
            var variables = new HashMap<String, String>();
            for (var i = 0; i < segments.size(); i++) {
                var segment = segments.get(i);
                if (isVariable(segment)) {
                    variables.put(segment.substring(1, segment.length() - 1), request.segments().get(i));
                }
            }
            return variables;
        }

        long variableSegments() { return segments.stream().filter(Route::isVariable).count(); }

        private static boolean isVariable(String segment) { return segment.startsWith("{"); }
    }

    private final List<Route> routes;

    RestOperations(AwsService service) {
        this.routes = new ServiceModel(service).operations().keySet().stream().map(operation -> route(service, operation))
                .sorted(Comparator.comparingLong(Route::variableSegments)).toList();
    }

    /** The operation that a request asks for. */
    Optional<String> find(WireRequest request) { return route(request).map(Route::operation); }

    /** Reads what stands in a request's path and behind its question mark. */
    void read(WireRequest request, SdkPojo builder) {
        var variables = route(request).map(route -> route.variables(request)).orElseGet(Map::of);
        var parameters = request.parameters();
        for (var field : builder.sdkFields()) {
            var name = field.locationName();
            if (field.location() == MarshallLocation.PATH && variables.containsKey(name)) {
                field.set(builder, PlainText.read(field, name, variables.get(name)));
            }
            if (field.location() == MarshallLocation.QUERY_PARAM && parameters.containsKey(name)) {
                field.set(builder, parameter(field, parameters.get(name)));
            }
        }
    }

    /** What of an answer goes into headers. */
    static Map<String, String> headers(SdkPojo response) {
        var headers = new HashMap<String, String>();
        for (var field : response.sdkFields()) {
            var value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.HEADER && value != null) {
                headers.put(field.locationName(), PlainText.write(value));
            }
        }
        return headers;
    }

    /** HTTP clients that give no body to a GET send a POST instead, as the JDK's own does. */
    private Optional<Route> route(WireRequest request) {
        var segments = request.segments();
        return Stream.of(request.method(), request.method().equals("POST") ? "GET" : request.method())
                .flatMap(method -> routes.stream().filter(route -> route.isAskedBy(method, segments))).findFirst();
    }

    private static Object parameter(SdkField<?> field, List<String> values) {
        if (field.marshallingType() != MarshallingType.LIST) {
            return PlainText.read(field, field.locationName(), values.getFirst());
        }
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<>();
        values.forEach(value -> list.add(PlainText.read(member, field.locationName(), value)));
        return list;
    }

    private static Route route(AwsService service, String operation) {
        var marshaller = service.modelPackage().replace(".model.", ".transform.") + operation + "RequestMarshaller";
        try {
            var binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            var info = (OperationInfo) binding.get(null);
            var path = info.requestUri().replaceAll("\\?.*$", "").replaceAll("^/|/$", "");
            return new Route(operation, info.httpMethod().name(), Arrays.asList(path.split("/")));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(marshaller + " does not say how the operation is called over HTTP.", e);
        }
    }
}
