package com.meddevo.techdoc.idempotency;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.meddevo.techdoc.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The kept answers; a key is claimed by inserting it, which only one of several tasks can do. */
@Component
class KeptAnswers {
    /** Longer than any request lives: work on a claim that is older died with its task, and may be done by whoever asks again. */
    private static final Duration ABANDONED = Duration.ofMinutes(2);

    private final MongoOperations mongo;
    private final Tenant tenant;
    private final Clock clock;

    KeptAnswers(MongoOperations mongo, Tenant tenant, Clock clock) {
        this.mongo = mongo;
        this.tenant = tenant;
        this.clock = clock;
    }

    /** Empty if the key is ours now and the request must be worked on; else what is known of it. */
    Optional<KeptAnswer> claim(String key, String fingerprint) {
        Instant now = clock.instant();
        String id = idOf(key);
        try {
            mongo.insert(new KeptAnswer(id, fingerprint, now, null, Map.of(), null));
            return Optional.empty();
        } catch (DuplicateKeyException known) {
            KeptAnswer takenOver = mongo.findAndModify(
                    query(where("_id").is(id).and("fingerprint").is(fingerprint).and("status").isNull().and("at").lt(now.minus(ABANDONED))),
                    Update.update("at", now), KeptAnswer.class);
            return takenOver != null ? Optional.empty() : Optional.of(kept(id, fingerprint, now));
        }
    }

    /** Keeps the answer to a request that was claimed. */
    void keep(String key, int status, Map<String, String> headers, byte[] body) {
        mongo.updateFirst(query(where("_id").is(idOf(key))), new Update().set("status", status).set("headers", headers).set("body", body),
                KeptAnswer.class);
    }

    /** Forgets a claim, so that the request can be sent again. */
    void release(String key) {
        mongo.remove(query(where("_id").is(idOf(key))), KeptAnswer.class);
    }

    /** What is stored; if it was released in between, the claim that was there a moment ago. */
    private KeptAnswer kept(String id, String fingerprint, Instant now) {
        KeptAnswer answer = mongo.findById(id, KeptAnswer.class);
        return answer != null ? answer : new KeptAnswer(id, fingerprint, now, null, Map.of(), null);
    }

    private String idOf(String key) { return tenant.id() + "|" + key; }
}
