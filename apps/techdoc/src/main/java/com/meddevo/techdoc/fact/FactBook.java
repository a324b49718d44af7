package com.meddevo.techdoc.fact;

import com.meddevo.service.precondition.IfMatch;
import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.device.DeviceRegister;
import com.meddevo.techdoc.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Keeps the facts of a tenant: one per scope and key, changed by draft and approval only. */
@Service
public class FactBook {
    private final Facts facts;
    private final DeviceRegister devices;
    private final Tenant tenant;
    private final Clock clock;

    FactBook(Facts facts, DeviceRegister devices, Tenant tenant, Clock clock) {
        this.facts = facts;
        this.devices = devices;
        this.tenant = tenant;
        this.clock = clock;
    }

    /** @throws ProblemException {@code fact-exists} (409), {@code wrong-value-type} (422), {@code device-not-found} or {@code variant-not-found} (404) */
    Fact add(NewFact wanted) {
        String scopeId = switch (wanted.scope()) {
            case TENANT -> tenant.id();
            case DEVICE -> devices.device(wanted.scopeId()).id();
            case VARIANT -> devices.variant(wanted.scopeId()).id();
        };
        Fact fact = new Fact(UUID.randomUUID().toString(), tenant.id(), wanted.key(), wanted.type(), wanted.scope(), scopeId, List.of(),
                null);
        if (wanted.value() != null) {
            requireType(fact, wanted.value());
            fact = fact.withDraft(wanted.value(), wanted.reason(), clock.instant());
        }
        try {
            return facts.save(fact);
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(HttpStatus.CONFLICT, "fact-exists",
                    "There is a fact " + wanted.key() + " in this scope already. Draft a new revision of it.", Map.of());
        }
    }

    /** @throws ProblemException {@code fact-not-found} (404), {@code precondition-failed} (412), {@code wrong-value-type} (422) */
    Fact draft(String id, IfMatch seen, FactValue value, String reason) {
        Fact fact = fact(id);
        seen.require(fact.version());
        requireType(fact, value);
        return facts.save(fact.withDraft(value, reason, clock.instant()));
    }

    /** @throws ProblemException {@code fact-not-found} (404), {@code precondition-failed} (412), {@code no-draft} (409) */
    Fact approve(String id, IfMatch seen) {
        Fact fact = fact(id);
        seen.require(fact.version());
        if (fact.draft().isEmpty()) {
            throw new ProblemException(HttpStatus.CONFLICT, "no-draft",
                    "The fact " + fact.key() + " has no draft to approve. Put one first.", Map.of());
        }
        return facts.save(fact.withDraftApproved(clock.instant()));
    }

    /** @throws ProblemException {@code fact-not-found} (404) */
    public Fact fact(String id) {
        return facts.findByTenantAndId(tenant.id(), id).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "fact-not-found", "There is no fact " + id + ".", Map.of()));
    }

    /** The facts of a key, in every scope. */
    List<Fact> ofKey(String key) { return facts.findByTenantAndKey(tenant.id(), key); }

    /**
     * At most {@code limit} facts whose id comes after {@code after}, in the order of ids.
     *
     * @param scopeId of a device or variant, to see its facts only; {@code null} for all
     */
    List<Fact> page(String scopeId, String after, int limit) {
        return scopeId == null
                ? facts.findByTenantAndIdGreaterThanOrderById(tenant.id(), after, Limit.of(limit))
                : facts.findByTenantAndScopeIdAndIdGreaterThanOrderById(tenant.id(), scopeId, after, Limit.of(limit));
    }

    /** @throws ProblemException {@code wrong-value-type} (422) unless the fact may have the value */
    public static void requireType(Fact fact, FactValue value) {
        if (value.type() != fact.type()) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "wrong-value-type",
                    "The fact " + fact.key() + " is a " + fact.type().name().toLowerCase(Locale.ROOT)
                            + " for life: text takes {\"text\": {language: …}}, number {\"number\", \"unit\"}, date {\"date\"}.",
                    Map.of());
        }
    }
}
