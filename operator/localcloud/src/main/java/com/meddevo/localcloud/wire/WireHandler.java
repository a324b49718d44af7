package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AnswerLost;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.NotSimulated;
import com.meddevo.localcloud.model.ServiceModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
import software.amazon.awssdk.core.SdkPojo;

/** Finds the service and the operation of a request, lets its client answer, and writes that. */
final class WireHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(WireHandler.class);
    private static final Pattern LOCAL_NAME = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|(.*\\.)?localhost");
    private static final int NOT_IMPLEMENTED = 501;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private static final Protocol ANY_XML = new QueryProtocol("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/");

    private final Function<AwsService, SdkClient> clients;
    private final Map<Dialect, ServiceModel> models;
    private final Map<Dialect, Protocol> protocols;

    WireHandler(Function<AwsService, SdkClient> clients) {
        this.clients = clients;
        this.models = Arrays.stream(Dialect.values())
                .collect(Collectors.toMap(Function.identity(), dialect -> new ServiceModel(dialect.service())));
        this.protocols = Arrays.stream(Dialect.values()).collect(Collectors.toMap(Function.identity(), Dialect::protocol));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isLocal(request)) {
            respond(response, callback, ANY_XML.refuse(new Protocol.Problem(FORBIDDEN, "AccessDenied",
                    "The local cloud answers to programs on this machine only, not to web pages or other host names.", ""),
                    Optional.empty()), "");
            return true;
        }
        var wire = wire(request);
        if (HttpMethod.GET.is(request.getMethod()) && wire.path().equals("/") && wire.signingName().isEmpty()) {
            var services = Arrays.stream(AwsService.values()).map(AwsService::signingName).collect(Collectors.joining(", "));
            respond(response, callback,
                    new Protocol.Answer(200, "text/plain", ("meddevo local cloud: " + services + "\n").getBytes(StandardCharsets.UTF_8)),
                    "");
            return true;
        }
        var requestId = UUID.randomUUID().toString();
        try {
            respond(response, callback, answer(wire, requestId), requestId);
        } catch (AnswerLost lost) {
            request.getConnectionMetaData().getConnection().getEndPoint().close(lost);
            callback.failed(lost);
        }
        return true;
    }

    private static WireRequest wire(Request request) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach(header -> headers.putIfAbsent(header.getName(), header.getValue()));
        var uri = request.getHttpURI();
        return new WireRequest(request.getMethod(), Objects.requireNonNullElse(uri.getPath(), "/"),
                Objects.requireNonNullElse(uri.getQuery(), ""), headers, Content.Source.asString(request, StandardCharsets.UTF_8));
    }

    /** A web page in a browser on this machine could reach this port too, under a name of its own or from another origin. */
    private static boolean isLocal(Request request) {
        var host = Objects.requireNonNullElse(request.getHttpURI().getHost(), "localhost");
        return LOCAL_NAME.matcher(host).matches() && !request.getHeaders().contains(HttpHeader.ORIGIN);
    }

    private Protocol.Answer answer(WireRequest request, String requestId) {
        var name = request.signingName();
        var dialect = name.isEmpty() ? Dialect.of(request) : Dialect.of(name.get(), request);
        if (dialect.isEmpty()) {
            var protocol = request.target().isEmpty() ? ANY_XML : protocols.get(Dialect.ECS);
            return protocol.refuse(new Protocol.Problem(NOT_IMPLEMENTED, "NotImplemented",
                    "The local cloud does not simulate the service '%s'.".formatted(name.orElse("that this request is for")), requestId),
                    Optional.empty());
        }
        var protocol = protocols.get(dialect.get());
        try {
            return answer(dialect.get(), protocol, request, requestId);
        } catch (Protocol.Malformed malformed) {
            return protocol.refuse(new Protocol.Problem(BAD_REQUEST, protocol.unread().malformed(), malformed.getMessage(), requestId),
                    Optional.empty());
        }
    }

    private Protocol.Answer answer(Dialect dialect, Protocol protocol, WireRequest request, String requestId) {
        var service = dialect.service();
        var name = protocol.operation(request);
        Optional<ServiceModel.Operation> operation = name.flatMap(models.get(dialect)::operation);
        if (operation.isEmpty()) {
            return protocol.refuse(new Protocol.Problem(BAD_REQUEST, protocol.unread().unknownOperation(),
                    "Service %s has no operation '%s'.".formatted(service.signingName(),
                            name.orElse(request.method() + " " + request.path())),
                    requestId), Optional.empty());
        }
        var action = service.signingName() + ":" + operation.get().name();
        try {
            var asked = protocol.read(request, operation.get().request());
            var response = operation.get().call(clients.apply(service), asked);
            LOG.debug("event=call action={} status=200 request={}", action, requestId);
            return protocol.write(operation.get().name(), response, requestId);
        } catch (AwsServiceException refusal) {
            var problem = Protocol.Problem.of(service, refusal, requestId);
            LOG.debug("event=call action={} status={} code={} request={}", action, problem.status(), problem.code(), requestId);
            return protocol.refuse(problem, refusal instanceof SdkPojo members ? Optional.of(members) : Optional.empty());
        } catch (NotSimulated missing) {
            LOG.warn("event=not-simulated action={}", action);
            return protocol.refuse(new Protocol.Problem(NOT_IMPLEMENTED, "NotImplemented", missing.getMessage(), requestId),
                    Optional.empty());
        } catch (AnswerLost | Protocol.Malformed known) {
            throw known;
        } catch (RuntimeException broken) {
            LOG.error("event=call-broke action={} request={}", action, requestId, broken);
            return protocol.refuse(new Protocol.Problem(SERVER_ERROR, "InternalFailure",
                    "The local cloud failed to carry this out; its log has request " + requestId + ".", requestId), Optional.empty());
        }
    }

    private static void respond(Response response, Callback callback, Protocol.Answer answer, String requestId) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put("x-amzn-RequestId", requestId);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
