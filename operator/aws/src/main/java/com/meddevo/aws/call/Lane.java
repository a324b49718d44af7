package com.meddevo.aws.call;

/** On whose behalf a call is made; decides how much of AWS's published rate it may use. */
public enum Lane {
    /** A change, and the look before it: up to nine tenths of the rate. */
    APPLY,
    /** The first reading after a start, or one that somebody waits for: up to nine tenths of the rate. */
    START,
    /** The steady sweep: the environment's share of the rate, so that changes and the console find the rest free. */
    SWEEP
}
