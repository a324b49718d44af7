package com.meddevo.techdoc.fact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One revision of a fact.
 *
 * @param rev counts from 1
 * @param reason why it was written; may be {@code null}
 * @param draftedAt last change of its draft
 * @param approvedAt {@code null} for a draft
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactRevision(int rev, FactValue value, Status status, String reason, Instant draftedAt, Instant approvedAt) {
    /** Where a revision stands in its life. */
    public enum Status {
        /** Being written; no document sees it. */
        DRAFT,
        /** What documents show. */
        APPROVED,
        /** Was approved; a later revision took its place. */
        RETIRED
    }

    FactRevision approved(Instant at) { return new FactRevision(rev, value, Status.APPROVED, reason, draftedAt, at); }

    FactRevision retired() { return new FactRevision(rev, value, Status.RETIRED, reason, draftedAt, approvedAt); }
}
