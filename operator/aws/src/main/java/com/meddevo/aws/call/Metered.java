package com.meddevo.aws.call;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Puts a budget before an SDK client: every operation waits for its tokens and is counted, whether the client talks to AWS or answers by itself.
 * Paginators and the overloads that take a builder go through the same door, since they are made of operations.
 */
public final class Metered implements InvocationHandler {
    private final String service;
    private final SdkClient client;
    private final Budget budget;

    private Metered(String service, SdkClient client, Budget budget) {
        this.service = service;
        this.client = client;
        this.budget = budget;
    }

    /** @param service the service's IAM prefix, e.g. {@code elasticloadbalancing} */
    public static <C extends SdkClient> C of(Class<C> type, String service, C client, Budget budget) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, new Metered(service, client, budget)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (isMadeOfOperations(method)) return InvocationHandler.invokeDefault(proxy, method, arguments);
        if (!isOperation(method)) return onClient(method, arguments);
        String operation = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
        var spending = Spending.current();
        budget.spend(service, operation, spending.lane());
        spending.count(service + ":" + operation);
        try {
            return onClient(method, arguments);
        } catch (RuntimeException e) {
            if (AwsErrors.throttled(e)) budget.throttled(service, operation);
            throw e;
        }
    }

    private static boolean isOperation(Method method) {
        return method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && !method.getName().endsWith("Paginator");
    }

    private static boolean isMadeOfOperations(Method method) {
        return method.isDefault() && !isOperation(method)
                && (SdkResponse.class.isAssignableFrom(method.getReturnType()) || method.getName().endsWith("Paginator"));
    }

    private Object onClient(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
