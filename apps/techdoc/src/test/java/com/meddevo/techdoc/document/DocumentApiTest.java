package com.meddevo.techdoc.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@TechdocTest
class DocumentApiTest {
    @Value("${local.server.port}")
    private int port;
    private Api api;

    @BeforeEach
    void connect() { api = new Api(port); }

    @Test
    void a_document_is_read_as_it_was_added() {
        String device = api.device().id();
        Answer added = api.document("de", device, "# Zweck\n\n{{fact:b}} {{fact:a}}", "text");

        Answer read = api.get(added.header("Location"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(read.json()).isEqualTo(added.json());
        assertThat(read.at("kind")).isEqualTo("TECHDOC");
        assertThat(read.at("blocks.0.blockId")).isEqualTo("b1");
        assertThat(read.at("blocks.0.facts.0") + read.at("blocks.0.facts.1")).isEqualTo("ab");
    }

    @Test
    void a_number_names_one_document() {
        Answer first = api.document("en", null);

        Answer second = api.post("/api/techdoc/documents",
                "{\"number\": \"%s\", \"title\": \"x\", \"language\": \"en\"}".formatted(first.at("number")));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("code")).isEqualTo("document-exists");
    }

    @Test
    void a_block_is_changed_by_whoever_has_seen_it() {
        String block = "/api/techdoc/documents/" + api.document("en", null, "one").id() + "/blocks/b1";
        Answer seen = api.get(block);

        Answer changed = api.put(block, text("two {{fact:x}}"), "If-Match", seen.etag());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.etag()).isNotEqualTo(seen.etag());
        assertThat(api.get(block).json()).isEqualTo(changed.json());
        assertThat(changed.at("facts.0")).isEqualTo("x");
    }

    @Test
    void a_block_that_somebody_else_changed_is_not_overwritten() {
        String block = "/api/techdoc/documents/" + api.document("en", null, "one").id() + "/blocks/b1";
        Answer seen = api.get(block);
        api.put(block, text("theirs"), "If-Match", seen.etag());

        Answer late = api.put(block, text("mine"), "If-Match", seen.etag());

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("code")).isEqualTo("precondition-failed");
        assertThat(api.get(block).at("markdown")).isEqualTo("theirs");
    }

    @Test
    void without_if_match_no_block_is_changed_or_removed() {
        String block = "/api/techdoc/documents/" + api.document("en", null, "one").id() + "/blocks/b1";

        assertThat(api.put(block, text("two")).status()).isEqualTo(428);
        assertThat(api.delete(block).status()).isEqualTo(428);
        assertThat(api.get(block).at("markdown")).isEqualTo("one");
    }

    @Test
    void authors_of_different_blocks_do_not_disturb_each_other() throws Exception {
        String[] texts = IntStream.range(0, 6).mapToObj(i -> "text").toArray(String[]::new);
        String document = "/api/techdoc/documents/" + api.document("en", null, texts).id();

        List<Integer> statuses;
        try (ExecutorService authors = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> edits = IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> authors.submit(() -> api.put(document + "/blocks/b" + i, text("edit " + i), "If-Match", "\"1\"")))
                    .toList();
            authors.close();
            statuses = edits.stream().map(edit -> edit.resultNow().status()).toList();
        }

        assertThat(statuses).containsOnly(200);
        assertThat(api.get(document).json().get("blocks").valueStream().map(block -> block.get("markdown").asString()))
                .containsExactly("edit 1", "edit 2", "edit 3", "edit 4", "edit 5", "edit 6");
    }

    @Test
    void blocks_keep_their_order_and_an_id_is_never_given_twice() {
        String document = "/api/techdoc/documents/" + api.document("en", null, "one", "two").id();
        api.delete(document + "/blocks/b2", "If-Match", "\"1\"");

        Answer inserted = api.post(document + "/blocks?after=b1", "{\"kind\": \"heading\", \"level\": 2, \"markdown\": \"Title\"}");
        Answer appended = api.post(document + "/blocks", text("last"));

        assertThat(inserted.status()).isEqualTo(201);
        assertThat(inserted.at("blockId")).isEqualTo("b3");
        assertThat(appended.at("blockId")).isEqualTo("b4");
        assertThat(api.get(inserted.header("Location")).json()).isEqualTo(inserted.json());
        assertThat(api.get(document).json().get("blocks").valueStream().map(block -> block.get("blockId").asString())).containsExactly("b1",
                "b3", "b4");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        Answer answer = api.document("en", null, "see {{fragment:WARN-MRI}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("code")).isEqualTo("invalid-token");
        assertThat(answer.at("tokens.0")).isEqualTo("{{fragment:WARN-MRI}}");
    }

    @Test
    void a_variant_brings_its_device_and_no_other() {
        String device = api.device().id();
        String variant = api.post("/api/techdoc/devices/" + device + "/variants", "{\"name\": \"x\", \"udiDi\": [\"10012345678902\"]}")
                .id();
        String other = api.device().id();

        Answer fitting = api.post("/api/techdoc/documents", about("\"variantId\": \"" + variant + "\""));
        Answer wrong = api.post("/api/techdoc/documents", about("\"variantId\": \"" + variant + "\", \"deviceId\": \"" + other + "\""));

        assertThat(fitting.at("deviceId")).isEqualTo(device);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("code")).isEqualTo("variant-of-another-device");
    }

    @Test
    void unknown_blocks_and_documents_are_not_found() {
        String document = "/api/techdoc/documents/" + api.document("en", null, "one").id();

        assertThat(api.get(document + "/blocks/b9").at("code")).isEqualTo("block-not-found");
        assertThat(api.post(document + "/blocks?after=b9", text("x")).at("code")).isEqualTo("block-not-found");
        assertThat(api.get("/api/techdoc/documents/none").at("code")).isEqualTo("document-not-found");
    }

    @Test
    void the_head_changes_and_the_blocks_stay() {
        Answer document = api.document("en", null, "one");
        String path = "/api/techdoc/documents/" + document.id();

        Answer changed = api.put(path, "{\"title\": \"Beschreibung\", \"language\": \"de\"}", "If-Match", document.etag());
        Answer late = api.put(path, "{\"title\": \"x\", \"language\": \"fr\"}", "If-Match", document.etag());

        assertThat(changed.at("language")).isEqualTo("de");
        assertThat(changed.json().get("blocks")).isEqualTo(document.json().get("blocks"));
        assertThat(late.status()).isEqualTo(412);
        assertThat(api.get(path).at("title")).isEqualTo("Beschreibung");
    }

    private static String text(String markdown) { return "{\"kind\": \"text\", \"markdown\": \"" + markdown + "\"}"; }

    private static String about(String subject) {
        return "{\"number\": \"N-%s\", \"title\": \"x\", \"language\": \"en\", %s}".formatted(UUID.randomUUID(), subject);
    }
}
