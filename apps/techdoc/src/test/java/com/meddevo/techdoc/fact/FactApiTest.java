package com.meddevo.techdoc.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

@TechdocTest
class FactApiTest {
    @Value("${local.server.port}")
    private int port;
    private Api api;
    private String key;

    @BeforeEach
    void connect() {
        api = new Api(port);
        key = "k" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void a_draft_becomes_the_approved_revision() {
        Answer drafted = api.post("/api/techdoc/facts",
                fact("number", "TENANT", "\"value\": {\"number\": \"0.10\", \"unit\": \"%\"}, \"reason\": \"measured\""));

        Answer approved = api.post("/api/techdoc/facts/" + drafted.id() + "/approve", "", "If-Match", drafted.etag());

        assertThat(drafted.status()).isEqualTo(201);
        assertThat(drafted.at("draft.status")).isEqualTo("DRAFT");
        assertThat(drafted.json().has("approved")).isFalse();
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.at("approved.value.number")).as("the digits that were given").isEqualTo("0.10");
        assertThat(approved.json().has("draft")).isFalse();
        assertThat(api.get("/api/techdoc/facts/" + drafted.id()).json()).isEqualTo(approved.json());
    }

    @Test
    void the_approved_value_stays_while_a_new_one_is_drafted_and_history_is_kept() {
        Answer first = api.approvedFact(key, "TENANT", null, "one");
        String fact = "/api/techdoc/facts/" + first.id();
        Answer drafted = api.put(fact + "/draft", "{\"value\": {\"text\": {\"en\": \"two\"}}, \"reason\": \"renamed\"}", "If-Match",
                first.etag());
        Answer redrafted = api.put(fact + "/draft", "{\"value\": {\"text\": {\"en\": \"three\"}}}", "If-Match", drafted.etag());

        Answer approved = api.post(fact + "/approve", "", "If-Match", redrafted.etag());

        assertThat(redrafted.at("approved.value.text.en")).isEqualTo("one");
        assertThat(redrafted.at("draft.rev")).isEqualTo("2");
        assertThat(approved.at("approved.value.text.en")).isEqualTo("three");
        Answer history = api.get(fact + "/revisions");
        assertThat(history.json().valueStream().map(revision -> revision.get("rev").asInt() + " " + revision.get("status").asString()))
                .containsExactly("1 RETIRED", "2 APPROVED");
    }

    @Test
    void nobody_approves_what_they_have_not_seen() {
        Answer drafted = api.post("/api/techdoc/facts", fact("text", "TENANT", "\"value\": {\"text\": {\"en\": \"one\"}}"));
        String fact = "/api/techdoc/facts/" + drafted.id();
        Answer changed = api.put(fact + "/draft", "{\"value\": {\"text\": {\"en\": \"two\"}}}", "If-Match", drafted.etag());

        Answer approved = api.post(fact + "/approve", "", "If-Match", drafted.etag());

        assertThat(approved.status()).isEqualTo(412);
        assertThat(approved.at("currentETag")).isEqualTo(changed.etag());
        assertThat(api.get(fact).json()).isEqualTo(changed.json());
    }

    @Test
    void changing_without_if_match_is_refused() {
        Answer fact = api.approvedFact(key, "TENANT", null, "one");

        Answer answer = api.put("/api/techdoc/facts/" + fact.id() + "/draft", "{\"value\": {\"text\": {\"en\": \"two\"}}}");

        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.at("code")).isEqualTo("precondition-required");
    }

    @Test
    void without_a_draft_there_is_nothing_to_approve() {
        Answer fact = api.approvedFact(key, "TENANT", null, "one");

        Answer answer = api.post("/api/techdoc/facts/" + fact.id() + "/approve", "", "If-Match", fact.etag());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("code")).isEqualTo("no-draft");
    }

    @Test
    void a_key_stands_once_in_each_scope() {
        String device = api.device().id();
        api.approvedFact(key, "TENANT", null, "one");
        api.approvedFact(key, "DEVICE", device, "two");

        Answer again = api.post("/api/techdoc/facts", fact("text", "TENANT", "\"value\": {\"text\": {\"en\": \"x\"}}"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("code")).isEqualTo("fact-exists");
        assertThat(api.get("/api/techdoc/facts?key=" + key).json().get("items")).hasSize(2);
        assertThat(api.get("/api/techdoc/facts?scopeId=" + device).json().get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"number | \"value\": {\"text\": {\"en\": \"x\"}} | 422 | wrong-value-type",
            "text | \"value\": {\"number\": 1} | 422 | wrong-value-type",
            "date | \"value\": {\"date\": \"31.12.2026\"} | 400 | malformed-request",
            "text | \"value\": {\"text\": {}} | 400 | invalid-request",
            "text | \"value\": {\"text\": {\"german\": \"x\"}} | 400 | invalid-request",
            "text | \"value\": {\"colour\": \"red\"} | 400 | malformed-request",
            "number | \"value\": {\"number\": \"1E+1000000000\"} | 400 | invalid-request",
            "number | \"value\": {\"number\": \"0.123456789012345678\"} | 400 | invalid-request",
            "text | \"scopeId\": \"x\" | 400 | invalid-request"})
    void a_value_that_does_not_fit_is_refused(String type, String rest, int status, String code) {
        Answer answer = api.post("/api/techdoc/facts", fact(type, "TENANT", rest));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29", "2026-10-25", "1970-01-01", "2026-12-31"})
    void a_day_stays_the_day_in_every_time_zone(String day) {
        Answer added = api.post("/api/techdoc/facts", fact("date", "TENANT", "\"value\": {\"date\": \"" + day + "\"}"));

        assertThat(api.get("/api/techdoc/facts/" + added.id()).at("draft.value.date")).isEqualTo(day);
    }

    @Test
    void a_scope_must_exist() {
        Answer answer = api.post("/api/techdoc/facts", fact("text", "VARIANT", "\"scopeId\": \"none\""));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("code")).isEqualTo("variant-not-found");
    }

    private String fact(String type, String scope, String rest) {
        return "{\"key\": \"%s\", \"type\": \"%s\", \"scope\": \"%s\", %s}".formatted(key, type, scope, rest);
    }
}
