package com.meddevo.techdoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@TechdocTest
class ServiceContractTest {
    @Value("${local.server.port}")
    private int port;
    private Api api;

    @BeforeEach
    void connect() { api = new Api(port); }

    @Test
    void a_task_says_what_it_is() {
        Answer info = api.get("/api/techdoc/info");

        assertThat(info.at("service")).isEqualTo("techdoc");
        assertThat(info.at("version")).matches("\\d+\\.\\d+\\..+");
        assertThat(info.at("commit")).matches("[0-9a-f]{7,}|unknown");
    }

    @Test
    void liveness_and_readiness_answer() {
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void paths_outside_its_own_do_not_exist() {
        Answer answer = api.get("/devices");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("code")).isEqualTo("not-found");
    }

    @Test
    void a_misspelt_field_is_not_lost_without_a_word() {
        Answer answer = api.post("/api/techdoc/documents", "{\"number\": \"x\", \"titel\": \"x\", \"language\": \"en\"}");

        assertThat(answer.at("code")).isEqualTo("malformed-request");
        assertThat(answer.at("detail"))
                .contains("titel: unknown field; known are blocks, deviceId, kind, language, number, title, variantId");
    }

    @Test
    void parameters_out_of_range_are_named() {
        Answer answer = api.get("/api/techdoc/facts?limit=0");

        assertThat(answer.at("code")).isEqualTo("invalid-request");
        assertThat(answer.at("errors.0.field")).isEqualTo("limit");
    }

    @Test
    void a_body_over_the_limit_is_refused_also_where_a_filter_reads_it() {
        String large = "{\"number\": \"" + "x".repeat(5_000_000) + "\"}";

        assertThat(api.post("/api/techdoc/documents", large).at("code")).isEqualTo("request-too-large");
        assertThat(api.post("/api/techdoc/documents", large, "Idempotency-Key", "k").at("code")).isEqualTo("request-too-large");
    }
}
