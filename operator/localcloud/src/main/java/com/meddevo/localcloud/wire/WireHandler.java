package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AnswerLost;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.NotSimulated;
import com.meddevo.localcloud.model.ServiceModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/** Finds the service and the operation of a request, lets its client answer, and writes that. */
final class WireHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(WireHandler.class);
    private static final Pattern LOCAL_NAME = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|(.*\\.)?localhost");
    private static final int NOT_IMPLEMENTED = 501;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private final Function<AwsService, SdkClient> clients;
    private final Map<Dialect, ServiceModel> models;
    private final Map<Dialect.Kind, Protocol> protocols = new EnumMap<>(
            Map.of(Dialect.Kind.JSON, new JsonProtocol(), Dialect.Kind.QUERY, new QueryProtocol()));

    WireHandler(Function<AwsService, SdkClient> clients) {
        this.clients = clients;
        this.models = Arrays.stream(Dialect.values())
                .collect(Collectors.toMap(Function.identity(), dialect -> new ServiceModel(dialect.service())));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isLocal(request)) {
            respond(response, callback, protocols.get(Dialect.Kind.QUERY).fail(FORBIDDEN, "AccessDenied",
                    "The local cloud answers to programs on this machine only, not to web pages or other host names.", ""), "");
            return true;
        }
        if (HttpMethod.GET.is(request.getMethod()) && header(request, "Authorization").isEmpty()) {
            var services = Arrays.stream(Dialect.values()).map(dialect -> dialect.service().signingName())
                    .collect(Collectors.joining(", "));
            respond(response, callback,
                    new Protocol.Answer(200, "text/plain", ("meddevo local cloud: " + services + "\n").getBytes(StandardCharsets.UTF_8)),
                    "");
            return true;
        }
        var wire = new WireRequest(header(request, "Authorization"), header(request, "X-Amz-Target"), header(request, "Content-Type"),
                Content.Source.asString(request, StandardCharsets.UTF_8));
        var requestId = UUID.randomUUID().toString();
        try {
            respond(response, callback, answer(wire, requestId), requestId);
        } catch (AnswerLost lost) {
            request.getConnectionMetaData().getConnection().getEndPoint().close(lost);
            callback.failed(lost);
        }
        return true;
    }

    /** A web page in a browser on this machine could reach this port too, under a name of its own or from another origin. */
    private static boolean isLocal(Request request) {
        var host = Objects.requireNonNullElse(request.getHttpURI().getHost(), "localhost");
        return LOCAL_NAME.matcher(host).matches() && !request.getHeaders().contains(HttpHeader.ORIGIN);
    }

    private Protocol.Answer answer(WireRequest request, String requestId) {
        var fallback = protocols.get(request.target().isEmpty() ? Dialect.Kind.QUERY : Dialect.Kind.JSON);
        try {
            var name = request.signingName();
            var dialect = name.flatMap(Dialect::of);
            if (dialect.isEmpty()) {
                return fallback.fail(NOT_IMPLEMENTED, "NotImplemented",
                        "The local cloud does not simulate the service '%s'.".formatted(name.orElse("that this request is for")),
                        requestId);
            }
            return answer(dialect.get(), request, requestId);
        } catch (Protocol.Malformed e) {
            return fallback.fail(BAD_REQUEST, "SerializationException", e.getMessage(), requestId);
        }
    }

    private Protocol.Answer answer(Dialect dialect, WireRequest request, String requestId) {
        var protocol = protocols.get(dialect.kind());
        var name = protocol.operation(request);
        Optional<ServiceModel.Operation> operation = name.flatMap(models.get(dialect)::operation);
        if (operation.isEmpty()) {
            var code = dialect.kind() == Dialect.Kind.JSON ? "UnknownOperationException" : "InvalidAction";
            return protocol.fail(BAD_REQUEST, code,
                    "Service %s has no operation '%s'.".formatted(dialect.service().signingName(), name.orElse("")), requestId);
        }
        var action = dialect.service().signingName() + ":" + operation.get().name();
        try {
            var asked = protocol.read(request, operation.get().request());
            var response = operation.get().call(clients.apply(dialect.service()), asked);
            LOG.debug("event=call action={} status=200 request={}", action, requestId);
            return protocol.write(dialect.service(), operation.get().name(), response, requestId);
        } catch (AwsServiceException refusal) {
            LOG.debug("event=call action={} status={} code={} request={}", action, Refusals.status(refusal),
                    dialect.service().codeOf(refusal), requestId);
            return protocol.refuse(dialect.service(), refusal, requestId);
        } catch (NotSimulated missing) {
            LOG.warn("event=not-simulated action={}", action);
            return protocol.fail(NOT_IMPLEMENTED, "NotImplemented", missing.getMessage(), requestId);
        } catch (Protocol.Malformed malformed) {
            return protocol.fail(BAD_REQUEST, dialect.kind() == Dialect.Kind.JSON ? "SerializationException" : "MalformedInput",
                    malformed.getMessage(), requestId);
        } catch (AnswerLost lost) {
            throw lost;
        } catch (RuntimeException broken) {
            LOG.error("event=call-broke action={} request={}", action, requestId, broken);
            return protocol.fail(SERVER_ERROR, "InternalFailure",
                    "The local cloud failed to carry this out; its log has request " + requestId + ".", requestId);
        }
    }

    private static void respond(Response response, Callback callback, Protocol.Answer answer, String requestId) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put("x-amzn-RequestId", requestId);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static String header(Request request, String name) { return Objects.requireNonNullElse(request.getHeaders().get(name), ""); }
}
