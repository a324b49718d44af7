package com.meddevo.localcloud.balancer;

import java.time.Duration;

/** Asks one target whether it is well, as a target group's health check does. Called from virtual threads; may wait up to the timeout. */
public interface HealthProbe {

    /**
     * Asks once.
     *
     * @param target  whom to ask
     * @param path    path of the request, such as {@code /actuator/health}
     * @param timeout after which no answer counts as unhealthy
     * @param matcher statuses that count as healthy, as AWS writes them: {@code 200}, {@code 200-399} or {@code 200,204}
     * @return whether it answered in time with one of these statuses
     */
    boolean healthy(Target target, String path, Duration timeout, String matcher);
}
