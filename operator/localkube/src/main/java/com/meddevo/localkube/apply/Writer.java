package com.meddevo.localkube.apply;

import java.time.Instant;

/**
 * Who writes now.
 *
 * @param name what the client calls itself
 * @param apiVersion in which it writes
 * @param subresource through which; empty for the object itself
 * @param now when
 */
public record Writer(String name, String apiVersion, String subresource, Instant now) {
    ManagerKey key(boolean applied) { return new ManagerKey(name, applied, apiVersion, subresource); }
}
