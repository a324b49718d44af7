package com.meddevo.techdoc.fact;

import com.meddevo.techdoc.fact.FactRevision.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A fact with all its revisions: one stored document, so that a change of state is one atomic write.
 *
 * <p>Of its revisions at most one is approved, and at most one, the last, is a draft.
 *
 * @param scopeId of the device or variant; for {@link FactScope#TENANT} the tenant's id
 * @param version counts writes; {@code null} before the first
 */
@Document("facts")
@CompoundIndex(name = "one_fact_per_scope_and_key", def = "{'tenant': 1, 'scope': 1, 'scopeId': 1, 'key': 1}", unique = true)
@CompoundIndex(name = "facts_by_key", def = "{'tenant': 1, 'key': 1}")
public record Fact(@Id String id, String tenant, String key, FactType type, FactScope scope, String scopeId, List<FactRevision> revisions,
        @Version Long version) {
    /** Keeps a copy. */
    public Fact {
        revisions = List.copyOf(revisions);
    }

    /** The revision that documents show. */
    public Optional<FactRevision> approved() {
        return revisions.stream().filter(revision -> revision.status() == Status.APPROVED).findFirst();
    }

    /** The revision that is being written. */
    public Optional<FactRevision> draft() {
        return revisions.stream().filter(revision -> revision.status() == Status.DRAFT).findFirst();
    }

    /** With a new draft, in place of the one that there may be. */
    Fact withDraft(FactValue value, String reason, Instant at) {
        List<FactRevision> changed = new ArrayList<>(revisions);
        changed.removeIf(revision -> revision.status() == Status.DRAFT);
        changed.add(new FactRevision(changed.size() + 1, value, Status.DRAFT, reason, at, null));
        return withRevisions(changed);
    }

    /**
     * With its draft approved and what was approved before retired.
     *
     * @throws java.util.NoSuchElementException if there is no draft
     */
    Fact withDraftApproved(Instant at) {
        FactRevision draft = draft().orElseThrow();
        return withRevisions(revisions.stream().map(revision -> switch (revision.status()) {
            case DRAFT -> draft.approved(at);
            case APPROVED -> revision.retired();
            case RETIRED -> revision;
        }).toList());
    }

    private Fact withRevisions(List<FactRevision> changed) { return new Fact(id, tenant, key, type, scope, scopeId, changed, version); }
}
