package com.meddevo.techdoc.fact;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The stored facts. */
interface Facts extends Repository<Fact, String> {
    Fact save(Fact fact);

    Optional<Fact> findByTenantAndId(String tenant, String id);

    List<Fact> findByTenantAndKey(String tenant, String key);

    List<Fact> findByTenantAndKeyInAndScopeIdIn(String tenant, Collection<String> keys, Collection<String> scopeIds);

    List<Fact> findByTenantAndIdGreaterThanOrderById(String tenant, String after, Limit limit);

    List<Fact> findByTenantAndScopeIdAndIdGreaterThanOrderById(String tenant, String scopeId, String after, Limit limit);
}
