package com.meddevo.localcloud.registry;

import java.time.Instant;
import java.util.Set;

/**
 * One image of a repository.
 *
 * @param repository name of the repository
 * @param digest     {@code sha256:} and 64 hexadecimal digits
 * @param tags       its tags; may be empty
 * @param pushedAt   when it was pushed
 * @param sizeBytes  size of its content
 */
public record ImageDetail(String repository, String digest, Set<String> tags, Instant pushedAt, long sizeBytes) {

    public ImageDetail {
        tags = Set.copyOf(tags);
    }
}
