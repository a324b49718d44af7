package com.meddevo.localcloud.model;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Gateway;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** The operations of one service, found in the SDK's client interface. */
public final class ServiceModel {

    /**
     * One operation.
     *
     * @param name   such as {@code DescribeServices}
     * @param method of the client interface
     */
    public record Operation(String name, Method method) {

        /** An empty builder of the operation's request. */
        public SdkPojo request() {
            try {
                return (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The SDK's " + name + "Request has no usable builder.", e);
            }
        }

        /**
         * Calls it.
         *
         * @param client  implements the client interface
         * @param request what {@link #request} built
         * @throws RuntimeException whatever the client throws
         */
        public SdkResponse call(SdkClient client, Object request) {
            try {
                return (SdkResponse) method.invoke(client, request);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("The SDK's client interfaces are public.", e);
            }
        }
    }

    private final Map<String, Operation> operations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Reads a service's client interface. */
    public ServiceModel(AwsService service) {
        Arrays.stream(service.api().getMethods()).filter(Gateway::isOperation).forEach(method -> {
            var name = method.getParameterTypes()[0].getSimpleName().replaceAll("Request$", "");
            operations.put(name, new Operation(name, method));
        });
    }

    /**
     * The operation of a name, as requests on the wire name it: {@code DescribeSSLPolicies}, which the SDK's classes call {@code
     * DescribeSslPolicies}.
     */
    public Optional<Operation> operation(String name) { return Optional.ofNullable(operations.get(name)); }

    /** All operations by their names. */
    public Map<String, Operation> operations() { return Collections.unmodifiableMap(operations); }
}
