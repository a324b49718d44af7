package com.meddevo.registry;

import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image of a repository, or one list of images for several processors, or something that is said about an image (a signature, a bill of materials).
 *
 * @param id kind {@code image}; where other ids have an app stands the repository, and the name is the digest
 * @param tags sorted; empty for one that is found by its digest alone
 * @param pulledAt as ECR recorded it last, at most a day late; empty if never
 * @param holds the images of a list: they have no tags of their own
 * @param about what it says something about
 * @param bytes compressed, without what a list holds
 */
public record StoredImage(ResourceId id, Set<String> tags, Instant pushedAt, Optional<Instant> pulledAt, List<ResourceId> holds,
        Optional<ResourceId> about, long bytes) implements ResourceState {
    /** The kind's name. */
    public static final String KIND = "image";

    public StoredImage {
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
        holds = List.copyOf(holds);
    }

    /** @param digest {@code sha256:…} */
    public static ResourceId idOf(String repository, String digest) {
        return new ResourceId(KIND, repository, digest);
    }

    /** Without the registry's host. */
    public String repository() { return id.app(); }

    public String digest() { return id.name(); }

    /** When somebody last had to do with it. */
    Instant lastUsed() { return pulledAt.filter(pushedAt::isBefore).orElse(pushedAt); }
}
