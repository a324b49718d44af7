package com.meddevo.techdoc.database;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.IndexOperations;
import org.springframework.data.mongodb.core.index.IndexResolver;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.stereotype.Component;

/** Makes the indexes that entities declare, once, as soon as there is a database. Making one that exists changes nothing. */
@Component
final class Indexes {
    private final MongoOperations mongo;
    private final MongoMappingContext entities;
    private volatile boolean made;

    Indexes(MongoOperations mongo, MongoMappingContext entities) {
        this.mongo = mongo;
        this.entities = entities;
    }

    /** @throws org.springframework.dao.DataAccessException if the database is away; asking again tries again */
    void ensure() {
        if (made) {
            return;
        }
        IndexResolver declared = IndexResolver.create(entities);
        entities.getPersistentEntities().stream().filter(entity -> entity.isAnnotationPresent(Document.class)).forEach(entity -> {
            IndexOperations indexes = mongo.indexOps(entity.getType());
            declared.resolveIndexFor(entity.getTypeInformation()).forEach(indexes::createIndex);
        });
        made = true;
    }
}
