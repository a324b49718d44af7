package com.meddevo.techdoc.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocTest;
import com.meddevo.techdoc.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;

@TechdocTest
class IdempotencyTest {
    private final String key = UUID.randomUUID().toString();
    @Autowired
    private MongoOperations mongo;
    @Autowired
    private Tenant tenant;
    @Value("${local.server.port}")
    private int port;
    private Api api;

    @BeforeEach
    void connect() { api = new Api(port); }

    @Test
    void the_same_request_again_gets_the_same_answer_and_is_done_once() {
        String document = document();
        Answer first = api.post("/api/techdoc/documents", document, "Idempotency-Key", key);

        Answer second = api.post("/api/techdoc/documents", document, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void a_refusal_is_an_answer_too() {
        Answer first = api.post("/api/techdoc/documents", "{\"number\": \"\"}", "Idempotency-Key", key);

        Answer second = api.post("/api/techdoc/documents", "{\"number\": \"\"}", "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void one_key_does_not_stand_for_two_requests() {
        api.post("/api/techdoc/documents", document(), "Idempotency-Key", key);

        Answer other = api.post("/api/techdoc/documents", document(), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void of_many_at_once_one_is_done_and_the_others_wait_or_repeat_it() {
        String document = document();

        List<Answer> answers;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(() -> api.post("/api/techdoc/documents", document, "Idempotency-Key", key))).toList();
            callers.close();
            answers = calls.stream().map(Future::resultNow).toList();
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 201 && answer.header("Idempotent-Replayed") == null).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.at("code").equals("request-in-progress"));
    }

    @Test
    void a_claim_whose_task_died_is_taken_over_after_a_while() {
        KeptAnswers before = new KeptAnswers(mongo, tenant, Clock.systemUTC());
        KeptAnswers later = new KeptAnswers(mongo, tenant, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)));
        before.claim(key, "f");

        assertThat(before.claim(key, "f")).as("soon after").isPresent();
        assertThat(later.claim(key, "other")).as("another request").isPresent();
        assertThat(later.claim(key, "f")).as("later").isEmpty();
        assertThat(later.claim(key, "f")).as("a second one then").isPresent();
    }

    @Test
    void a_key_without_characters_or_with_too_many_is_refused() {
        assertThat(api.post("/api/techdoc/documents", document(), "Idempotency-Key", " ").at("code")).isEqualTo("invalid-idempotency-key");
        assertThat(api.post("/api/techdoc/documents", document(), "Idempotency-Key", "x".repeat(201)).at("code"))
                .isEqualTo("invalid-idempotency-key");
    }

    private static String document() {
        return "{\"number\": \"I-%s\", \"title\": \"x\", \"language\": \"en\"}".formatted(UUID.randomUUID());
    }
}
