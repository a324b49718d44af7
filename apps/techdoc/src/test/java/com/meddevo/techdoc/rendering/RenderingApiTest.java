package com.meddevo.techdoc.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.FakeRender;
import com.meddevo.techdoc.TechdocTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@TechdocTest
class RenderingApiTest {
    @Autowired
    private FakeRender render;
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
    void a_document_is_rendered_with_its_facts_as_its_language_writes_them() {
        Answer drafted = api.post("/api/techdoc/facts",
                "{\"key\": \"%s\", \"type\": \"number\", \"scope\": \"TENANT\", \"value\": {\"number\": \"0.1\", \"unit\": \"%%\"}}"
                        .formatted(key));
        api.post("/api/techdoc/facts/" + drafted.id() + "/approve", "", "If-Match", drafted.etag());
        Answer document = api.document("de", null, "Genauigkeit {{fact:" + key + "}}");

        Answer pdf = api.get("/api/techdoc/documents/" + document.id() + "/render?format=pdf");

        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains(document.at("number") + ".pdf");
        assertThat(pdf.text()).isEqualTo("made by /render/pdf");
        JsonNode order = render.lastOrder().body();
        assertThat(order.at("/facts/" + key).asString()).isEqualTo("0,1\u00a0%");
        assertThat(order.at("/document/language").asString()).isEqualTo("de");
        assertThat(order.at("/document/watermark").asString()).isEqualTo("DRAFT");
        assertThat(order.at("/document/blocks/0/markdown").asString()).isEqualTo("Genauigkeit {{fact:" + key + "}}");
    }

    @Test
    void html_comes_with_a_policy_that_forbids_everything_but_style() {
        Answer document = api.document("en", null, "text");

        Answer html = api.get("/api/techdoc/documents/" + document.id() + "/render?format=html");

        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(html.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(html.text()).isEqualTo("made by /render/html");
    }

    @Test
    void unresolved_tokens_are_named_all_at_once_and_nothing_is_rendered() {
        api.post("/api/techdoc/facts",
                "{\"key\": \"%s\", \"type\": \"text\", \"scope\": \"TENANT\", \"value\": {\"text\": {\"en\": \"draft\"}}}".formatted(key));
        Answer document = api.document("en", null, "{{fact:" + key + "}}", "{{fact:zzz.unknown}}");

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("code")).isEqualTo("unresolved-facts");
        assertThat(answer.json().get("keys").valueStream().map(JsonNode::asString)).containsExactly(key, "zzz.unknown");
        assertThat(answer.json().at("/reasons/zzz.unknown").asString()).contains("b2");
    }

    @Test
    void a_connection_that_breaks_is_tried_once_more() {
        Answer document = api.document("en", null, "text");
        render.breakNext(1);

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void render_that_is_away_is_said_so_with_a_time_to_come_back() {
        Answer document = api.document("en", null, "text");
        render.breakNext(2);

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("code")).isEqualTo("render-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void a_busy_render_is_unavailable_too() {
        Answer document = api.document("en", null, "text");
        render.refuseNext(503, "render-busy");

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("code")).isEqualTo("render-unavailable");
    }

    @Test
    void what_render_finds_wrong_with_the_document_reaches_the_author() {
        Answer document = api.document("en", null, "text");
        render.refuseNext(422, "unprintable-characters");

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("code")).isEqualTo("unprintable-characters");
        assertThat(answer.at("detail")).isEqualTo("said by render");
    }

    @Test
    void any_other_answer_of_render_is_its_failure_and_not_ours() {
        Answer document = api.document("en", null, "text");
        render.refuseNext(500, "internal-error");

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.at("code")).isEqualTo("render-failed");
    }

    @Test
    void other_formats_are_refused() {
        Answer document = api.document("en", null, "text");

        Answer answer = api.get("/api/techdoc/documents/" + document.id() + "/render?format=docx");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("code")).isEqualTo("unknown-format");
    }
}
