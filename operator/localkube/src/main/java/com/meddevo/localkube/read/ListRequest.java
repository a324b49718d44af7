package com.meddevo.localkube.read;

/**
 * Which list a client wants.
 *
 * @param selection which objects
 * @param resourceVersion at which moment; empty for now, {@code 0} for any
 * @param match {@code Exact} for that very moment; otherwise any moment not before it
 * @param limit at most so many objects; 0 for all
 * @param continueToken where a page begins; empty for the first
 */
public record ListRequest(Selection selection, String resourceVersion, String match, int limit, String continueToken) {
}
