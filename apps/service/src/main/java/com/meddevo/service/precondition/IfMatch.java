package com.meddevo.service.precondition;

import com.meddevo.service.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * The versions that a caller says it has seen, from the header If-Match. An entity tag is a version in quotes: {@code "7"}.
 *
 * @param tags as sent, without white space; {@code *} stands for any version
 */
public record IfMatch(List<String> tags) {
    /** Keeps a copy. */
    public IfMatch {
        tags = List.copyOf(tags);
    }

    /**
     * Reads the header's value.
     *
     * @param header {@code null} if it was not sent
     * @throws ProblemException {@code precondition-required} (428) if it was not sent: without it, one author could overwrite another's change unseen
     */
    public static IfMatch header(String header) {
        if (header == null || header.isBlank()) {
            throw new ProblemException(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
                    "Read the resource first and send its ETag as If-Match, so that nobody's change is overwritten unseen.", Map.of());
        }
        return new IfMatch(Stream.of(header.split(",")).map(String::strip).toList());
    }

    /** The entity tag of a version. */
    public static String tagOf(long version) { return "\"" + version + "\""; }

    /** @throws ProblemException {@code precondition-failed} (412, with {@code currentETag}) unless the caller has seen this version */
    public void require(long version) {
        String current = tagOf(version);
        if (!tags.contains("*") && !tags.contains(current)) {
            throw new ProblemException(HttpStatus.PRECONDITION_FAILED, "precondition-failed",
                    "It was changed since it was read: it is " + current + " now, If-Match names " + String.join(", ", tags)
                            + ". Read it again, and apply the change to what it says now.",
                    Map.of("currentETag", current));
        }
    }
}
