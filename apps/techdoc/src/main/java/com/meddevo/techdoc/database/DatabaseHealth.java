package com.meddevo.techdoc.database;

import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Ready means: our database answers and has our indexes, so that what must be unique is. A service that starts without a database waits for it. */
@Component("database")
final class DatabaseHealth implements HealthIndicator, ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final Document PING = new Document("ping", 1);

    private final MongoOperations mongo;
    private final Indexes indexes;

    DatabaseHealth(MongoOperations mongo, Indexes indexes) {
        this.mongo = mongo;
        this.indexes = indexes;
    }

    @Override
    public Health health() {
        try {
            mongo.executeCommand(PING);
            indexes.ensure();
            return Health.up().build();
        } catch (DataAccessException away) {
            return Health.down(away).build();
        }
    }

    /** Before the first probe, so that the first request already finds connections and indexes. */
    @Override
    public void run(ApplicationArguments arguments) {
        Health health = health();
        LOG.info("database={}", health.getStatus());
    }
}
