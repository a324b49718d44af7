package com.meddevo.api.parse;

/**
 * What ELBv2 fills in when a target group says nothing about its health check.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Health checks</a>
 */
final class HealthCheckDefaults {
    static final int INTERVAL_SECONDS = 30;
    static final int HEALTHY_THRESHOLD = 5;
    static final int UNHEALTHY_THRESHOLD = 2;
    static final String MATCHER = "200";
    private static final int TIMEOUT_SECONDS = 5;

    private HealthCheckDefaults() {}

    /** AWS's 5 seconds, or just less than an interval that is as short: a check must have ended before the next begins. */
    static int timeoutSeconds(int intervalSeconds) {
        return Math.min(TIMEOUT_SECONDS, intervalSeconds - 1);
    }
}
