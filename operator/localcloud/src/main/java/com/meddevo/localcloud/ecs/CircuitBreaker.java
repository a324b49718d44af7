package com.meddevo.localcloud.ecs;

/** When a deployment counts as failed. */
final class CircuitBreaker {

    private static final int LEAST = 3;
    private static final int MOST = 200;

    private CircuitBreaker() {}

    /** How many tasks in a row must fail: half of the desired count, at least {@value #LEAST}, at most {@value #MOST}. */
    static int threshold(int desired) {
        return Math.clamp(Math.ceilDiv(desired, 2), LEAST, MOST);
    }
}
