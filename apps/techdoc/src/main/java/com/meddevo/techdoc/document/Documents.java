package com.meddevo.techdoc.document;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored documents. */
interface Documents extends Repository<Document, String> {
    Document save(Document document);

    Optional<Document> findByTenantAndId(String tenant, String id);

    /** By the reverse index: the documents that have a block which names the key. */
    @Query("{'tenant': ?0, 'blocks.facts': ?1}")
    List<Document> findByTenantAndFact(String tenant, String key);

    List<Document> findByTenantAndNumberGreaterThanOrderByNumber(String tenant, String after, Limit limit);
}
