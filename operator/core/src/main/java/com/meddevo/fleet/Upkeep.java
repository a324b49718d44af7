package com.meddevo.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the operator deals with what it finds in AWS.
 *
 * @param adopt whether resources of the app's names that nobody owns may be taken over
 * @param ignored differences that are left as they are
 * @param retried when somebody last asked to try anew what was given up before; empty if nobody did
 */
public record Upkeep(boolean adopt, List<Ignored> ignored, Optional<Instant> retried) {
    /** What is not ours stays so, and every difference is made good. */
    public static final Upkeep USUAL = new Upkeep(false, List.of(), Optional.empty());

    public Upkeep {
        ignored = List.copyOf(ignored);
    }

    /** Usual, but for whether to adopt. */
    public Upkeep(boolean adopt) { this(adopt, List.of(), Optional.empty()); }

    /** Usual, but for when somebody asked to try anew. */
    public Upkeep(Instant retried) { this(false, List.of(), Optional.of(retried)); }

    /**
     * One difference that is left as it is, only while AWS has exactly the value that is stated: what somebody changes to yet another value is
     * drift again.
     *
     * @param kind the kind of the app's resource, e.g. {@code service}
     * @param path as a plan prints it, e.g. {@code rollout.maximumPercent}
     * @param live the value in AWS as a plan prints it
     */
    public record Ignored(String kind, String path, String live) {
    }
}
