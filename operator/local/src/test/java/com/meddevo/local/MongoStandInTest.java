package com.meddevo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoStandInTest {
    @TempDir
    private Path folder;

    @Test
    void what_a_service_wrote_is_there_after_a_restart() {
        Path file = folder.resolve("data/mongo");
        try (var first = MongoStandIn.start(file, 0); var client = MongoClients.create(first.uri("techdoc"))) {
            client.getDatabase("techdoc").getCollection("devices").insertOne(new Document("name", "LegitCADx"));
        }

        try (var second = MongoStandIn.start(file, 0); var client = MongoClients.create(second.uri("techdoc"))) {
            assertThat(client.getDatabase("techdoc").getCollection("devices").find().first()).containsEntry("name", "LegitCADx");
        }
    }

    @Test
    void each_service_has_a_database_of_its_own() {
        try (var mongo = MongoStandIn.start(folder.resolve("mongo"), 0)) {
            assertThat(mongo.uri("techdoc")).isEqualTo("mongodb://127.0.0.1:" + mongo.port() + "/techdoc");
        }
    }
}
