package com.meddevo.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Gateway;
import com.meddevo.localcloud.model.JsonShape;
import com.meddevo.localcloud.model.ServiceModel;
import com.meddevo.localcloud.model.ServiceModel.Operation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the SDK's real clients send arrives as they built it, and what is answered or refused arrives at them as it was built, for every
 * operation of every service.
 */
class RoundTripTest {

    /** The JDK's HTTP client, which the SDK uses here as the operator does, throws away what an answer with this status says. */
    private static final int WITHOUT_A_BODY = 401;

    private final AtomicReference<UnaryOperator<Object>> answers = new AtomicReference<>(UnaryOperator.identity());
    private final Map<AwsService, SdkClient> served = new HashMap<>();
    private final WireServer server = WireServer.start(service -> served.computeIfAbsent(service, this::serve), 0);
    private final RealClients clients = new RealClients(server.endpoint());

    @AfterEach
    void stop() { server.close(); }

    @ParameterizedTest
    @EnumSource
    void every_request_and_every_response_arrives_whole(AwsService service) {
        var client = clients.client(service);
        for (var operation : new ServiceModel(service).operations().values()) {
            var request = Specimen.of(operation.request());
            var response = Specimen.of(builder(operation.method().getReturnType()));
            var arrived = new AtomicReference<>();
            answers.set(asked -> {
                arrived.set(asked);
                return response;
            });

            var answered = operation.call(client, request);

            assertThat(arrived.get()).as("request of %s:%s", service, operation.name()).isEqualTo(request);
            assertThat(answered.equalsBySdkFields(response)).as("%s:%s answers %s, not %s", service, operation.name(), answered, response)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_modelled_exception_arrives_as_itself_with_its_members(AwsService service) {
        var client = clients.client(service);
        exceptions(service).forEach((type, operation) -> {
            var builder = (AwsServiceException.Builder) builder(type);
            Specimen.fill((SdkPojo) builder, 0);
            var thrown = (AwsServiceException) builder.message("<why> & wherefore").build();
            if (service.statusOf(thrown) == WITHOUT_A_BODY) {
                return;
            }
            answers.set(asked -> {
                throw thrown;
            });

            var caught = catchThrowable(
                    () -> operation.call(client, Specimen.of(operation.request())));

            assertThat(caught).as("%s of %s", type.getSimpleName(), operation.name()).isExactlyInstanceOf(type);
            var refusal = (AwsServiceException) caught;
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(service.codeOf(thrown));
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("<why> & wherefore");
            assertThat(refusal.statusCode()).isEqualTo(service.statusOf(thrown));
            assertThat(refusal.requestId()).isNotBlank();
            assertThat(JsonShape.write((SdkPojo) refusal)).as("members of %s", type.getSimpleName())
                    .isEqualTo(JsonShape.write((SdkPojo) thrown));
        });
    }

    private SdkClient serve(AwsService service) {
        InvocationHandler handler = (proxy, method, arguments) -> Gateway.isOperation(method) ? answers.get().apply(arguments[0]) : null;
        return (SdkClient) Proxy.newProxyInstance(service.api().getClassLoader(), new Class<?>[]{service.api()}, handler);
    }

    /** Each exception that an operation of the service declares, with one such operation. */
    private static Map<Class<?>, Operation> exceptions(AwsService service) {
        var exceptions = new TreeMap<Class<?>, Operation>((a, b) -> a.getName().compareTo(b.getName()));
        new ServiceModel(service).operations().values().forEach(operation -> Arrays.stream(operation.method().getExceptionTypes())
                .filter(type -> SdkPojo.class.isAssignableFrom(type) && type.getName().startsWith(service.modelPackage())
                        && !isGeneral(type))
                .forEach(type -> exceptions.putIfAbsent(type, operation)));
        return exceptions;
    }

    private static boolean isGeneral(Class<?> type) { return type.getSuperclass() == AwsServiceException.class; }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " has no builder", e);
        }
    }
}
