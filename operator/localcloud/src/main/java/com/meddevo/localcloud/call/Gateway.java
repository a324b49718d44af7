package com.meddevo.localcloud.call;

import com.meddevo.localcloud.time.Timeline;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * The door through which every call comes, in process and over the wire. In this order: the call is logged, meets its fault, spends its
 * tokens, and is carried out inside the account's lock.
 */
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Timeline timeline;
    private final CallLog log;
    private final RateLimits limits;
    private final Faults faults;

    /** A door to services that share a timeline. */
    public Gateway(Timeline timeline, CallLog log, RateLimits limits, Faults faults) {
        this.timeline = timeline;
        this.log = log;
        this.limits = limits;
        this.faults = faults;
    }

    /**
     * Puts the door before a simulated service.
     *
     * @param service   which one it is
     * @param api       the SDK's client interface
     * @param simulated implements the operations it has; the interface's own default methods stand for those it has not
     * @return a client that behaves like the SDK's, its convenience methods and paginators included
     */
    public <C extends SdkClient> C open(AwsService service, Class<C> api, C simulated) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isOperation(method)) {
                return call(service, simulated, method, (SdkRequest) arguments[0]);
            }
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(service, proxy, method, arguments);
            }
            return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : invoke(simulated, method, arguments);
        };
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[]{api}, handler));
    }

    /** Whether a method of a client interface is an operation of the service: one request in, one response out. */
    public static boolean isOperation(Method method) {
        return method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && SdkResponse.class.isAssignableFrom(method.getReturnType());
    }

    private Object call(AwsService service, SdkClient simulated, Method method, SdkRequest request) throws Exception {
        var operation = request.getClass().getSimpleName().replaceAll("Request$", "");
        var attempt = new Call(timeline.now(), service.signingName(), operation, request, Optional.empty());
        try {
            var answer = answer(service, simulated, method, attempt);
            log.add(attempt);
            return answer;
        } catch (AwsServiceException refusal) {
            var code = service.codeOf(refusal);
            log.add(new Call(attempt.at(), attempt.service(), operation, request, Optional.of(code)));
            LOG.debug("event=refused action={} code={} message={}", attempt.action(), code, refusal.getMessage());
            throw refusal;
        } catch (AnswerLost lost) {
            log.add(new Call(attempt.at(), attempt.service(), operation, request, Optional.of("AnswerLost")));
            throw lost;
        }
    }

    private Object answer(AwsService service, SdkClient simulated, Method method, Call attempt) throws Exception {
        var fault = faults.take(attempt);
        if (fault.orElse(null) instanceof Fault.Refused(var code, var status, var message)) {
            throw Refusal.of(service, code, status, message);
        }
        if (!limits.admit(attempt.service(), attempt.operation(), timeline.now())) {
            throw Refusal.of(service, service.throttlingCode(), Refusal.BAD_REQUEST, "Rate exceeded");
        }
        var own = simulated.getClass().getMethod(method.getName(), method.getParameterTypes());
        if (own.isDefault()) {
            throw new NotSimulated(attempt.service(), attempt.operation());
        }
        var answer = timeline.locked(() -> invoke(simulated, method, attempt.request()));
        switch (fault.orElse(null)) {
            case Fault.RefusedAfterwards(var code, var status, var message) -> throw Refusal.of(service, code, status, message);
            case Fault.Unanswered() -> throw new AnswerLost(attempt.action());
            case Fault.Delayed(var by) -> timeline.awaitUntil(attempt.at().plus(by));
            case Fault.Refused _ -> throw new IllegalStateException("A refused call was carried out.");
            case null -> {
            }
        }
        return answer;
    }

    private static Object invoke(SdkClient simulated, Method method, Object... arguments) {
        try {
            return method.invoke(simulated, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException refusal -> throw refusal;
                case Error error -> throw error;
                default -> throw new IllegalStateException("Operations of the SDK declare no checked exceptions.", e.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The SDK's client interfaces are public.", e);
        }
    }

    private static Object ofObject(AwsService service, Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "local " + service;
        };
    }
}
