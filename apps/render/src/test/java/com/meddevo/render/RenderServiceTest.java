package com.meddevo.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "service.limits.request=64KB")
class RenderServiceTest {
    private static final String REQUEST = """
            {"document": {"number": "TD-001", "title": "Device description", "language": "de", "watermark": "DRAFT", "blocks": [
              {"id": "b1", "kind": "heading", "level": 1, "markdown": "Zweck"},
              {"id": "b2", "kind": "text", "markdown": "Genauigkeit {{fact:accuracy}}"}]},
             "facts": {"accuracy": "0,1 %"}}
            """;

    @Value("${local.server.port}")
    private int port;
    private RestTestClient client;

    @BeforeEach
    void connect() { client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build(); }

    @Test
    void a_document_becomes_a_page_that_may_load_nothing() {
        var response = post("/render/html", REQUEST);

        response.expectStatus().isOk()
                .expectHeader().contentType("text/html;charset=UTF-8")
                .expectHeader().value("Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'none'"))
                .expectBody(String.class).value(page -> assertThat(page).startsWith("<!doctype html><html lang=\"de\">")
                        .contains("<section data-block=\"b2\">", "Genauigkeit 0,1 %", "ENTWURF"));
    }

    @Test
    void a_document_becomes_a_pdf() {
        var response = post("/render/pdf", REQUEST);

        response.expectStatus().isOk().expectHeader().contentType(MediaType.APPLICATION_PDF)
                .expectBody(byte[].class).value(pdf -> assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-"));
    }

    @Test
    void a_token_without_a_fact_is_a_problem_that_names_it() {
        var response = post("/render/pdf", REQUEST.replace("\"accuracy\": ", "\"other\": "));

        problem(response, 422, "unresolved-facts").jsonPath("$.keys").isEqualTo("accuracy");
    }

    @Test
    void wrong_values_are_named_by_field() {
        var response = post("/render/pdf", REQUEST.replace("\"level\": 1, ", "").replace("\"TD-001\"", "\"\""));

        problem(response, 400, "invalid-request").jsonPath("$.errors[?(@.field == 'document.number')]").exists()
                .jsonPath("$.errors[?(@.field == 'document.blocks[0].levelFitting')]").exists();
    }

    @Test
    void what_is_not_json_is_a_problem() {
        var response = post("/render/pdf", "{");

        problem(response, 400, "malformed-request");
    }

    @Test
    void an_unknown_field_is_refused_and_not_ignored() {
        var response = post("/render/pdf", REQUEST.replace("\"watermark\"", "\"watermrak\""));

        problem(response, 400, "malformed-request").jsonPath("$.detail").value(String.class,
                detail -> assertThat(detail)
                        .contains("document.watermrak: unknown field; known are blocks, language, number, title, watermark"));
    }

    @Test
    void a_request_over_the_limit_is_refused() {
        var response = post("/render/html", REQUEST.replace("Zweck", "x".repeat(70_000)));

        problem(response, 413, "request-too-large").jsonPath("$.limitBytes").isEqualTo(65_536);
    }

    @Test
    void an_unknown_path_is_a_problem_too() {
        var response = client.get().uri("/render/docx").exchange();

        problem(response, 404, "not-found");
    }

    @Test
    void a_wrong_method_is_a_problem_too() {
        var response = client.get().uri("/render/pdf").exchange();

        problem(response, 405, "method-not-allowed");
    }

    @Test
    void liveness_and_readiness_answer() {
        client.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        client.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    }

    private RestTestClient.ResponseSpec post(String path, String json) {
        return client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
    }

    private static RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.code").isEqualTo(code).jsonPath("$.detail").isNotEmpty();
    }
}
