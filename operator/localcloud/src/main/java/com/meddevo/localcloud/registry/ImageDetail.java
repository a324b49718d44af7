package com.meddevo.localcloud.registry;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One image of a repository.
 *
 * @param repository name of the repository
 * @param digest     {@code sha256:} and 64 hexadecimal digits
 * @param tags       its tags; may be empty
 * @param pushedAt   when it was pushed
 * @param sizeBytes  size of its content
 * @param holds      digests of the images that it lists, one for each processor; empty for an image
 */
public record ImageDetail(String repository, String digest, Set<String> tags, Instant pushedAt, long sizeBytes, List<String> holds) {

    /** An image that is no list of others. */
    public ImageDetail(String repository, String digest, Set<String> tags, Instant pushedAt, long sizeBytes) {
        this(repository, digest, tags, pushedAt, sizeBytes, List.of());
    }

    public ImageDetail {
        tags = Set.copyOf(tags);
        holds = List.copyOf(holds);
    }
}
