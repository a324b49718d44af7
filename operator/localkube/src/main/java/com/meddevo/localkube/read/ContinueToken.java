package com.meddevo.localkube.read;

import com.meddevo.localkube.failure.ApiFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins. Clients hand it back unread.
 *
 * @param revision the moment that all pages show
 * @param namespace of the last object of the page before
 * @param name of that object
 */
record ContinueToken(long revision, String namespace, String name) {

    /** Reads a token; 400 if it is none of ours. */
    static ContinueToken decode(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("/", -1);
            return new ContinueToken(Long.parseLong(parts[0]), parts[1], parts[2]);
        } catch (RuntimeException e) {
            throw ApiFailure.badRequest("continue key is not valid: " + token);
        }
    }

    String encode() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((revision + "/" + namespace + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an object comes after the page before. */
    boolean isBefore(String otherNamespace, String otherName) {
        int order = namespace.compareTo(otherNamespace);
        return order < 0 || order == 0 && name.compareTo(otherName) < 0;
    }
}
