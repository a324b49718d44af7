package com.meddevo.techdoc.fact;

import com.meddevo.techdoc.tenant.Tenant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Which fact decides: of those that a subject sees and that have an approved revision, the one of the nearest scope. */
@Service
public class FactResolution {
    private static final Comparator<Fact> NEARER = Comparator.comparing(Fact::scope);

    private final Facts facts;
    private final Tenant tenant;

    FactResolution(Facts facts, Tenant tenant) {
        this.facts = facts;
        this.tenant = tenant;
    }

    /** The deciding facts by key; a key that nothing decides is absent. */
    public Map<String, Fact> resolve(Collection<String> keys, Subject subject) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<String> scopes = Stream.of(tenant.id(), subject.deviceId(), subject.variantId()).filter(Objects::nonNull).toList();
        return facts.findByTenantAndKeyInAndScopeIdIn(tenant.id(), keys, scopes).stream()
                .filter(fact -> subject.sees(fact) && fact.approved().isPresent())
                .collect(Collectors.toMap(Fact::key, Function.identity(), BinaryOperator.maxBy(NEARER)));
    }

    /**
     * Tells for which subjects a fact decides, or would if its draft were approved: those that see it and no nearer approved fact of its key.
     */
    public Decides decisionsOf(Fact fact) {
        List<Fact> nearer = facts.findByTenantAndKey(tenant.id(), fact.key()).stream()
                .filter(other -> NEARER.compare(other, fact) > 0 && other.approved().isPresent()).toList();
        return subject -> subject.sees(fact) && nearer.stream().noneMatch(subject::sees);
    }

    /** For which subjects one fact decides. */
    @FunctionalInterface
    public interface Decides {
        /** Whether it decides for this one. */
        boolean over(Subject subject);
    }
}
