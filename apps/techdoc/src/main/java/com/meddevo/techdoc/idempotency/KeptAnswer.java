package com.meddevo.techdoc.idempotency;

import java.time.Instant;
import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The answer to a request, or the mark that the request is being worked on.
 *
 * @param id tenant and key
 * @param fingerprint of the request, so that one key cannot stand for two
 * @param at when work on it began
 * @param status {@code null} while it is worked on
 * @param headers those that belong to the answer
 */
@Document("answers")
record KeptAnswer(@Id String id, String fingerprint, @Indexed(name = "answers_last_a_day", expireAfter = "1d") Instant at, Integer status,
        Map<String, String> headers, byte[] body) {
}
