package com.meddevo.techdoc.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@TechdocTest
class UsageApiTest {
    @Value("${local.server.port}")
    private int port;
    private Api api;
    private String key;
    private String token;

    @BeforeEach
    void connect() {
        api = new Api(port);
        key = "k" + UUID.randomUUID().toString().replace("-", "");
        token = "{{fact:" + key + "}}";
    }

    @Test
    void the_nearest_approved_fact_decides_for_a_document() {
        String device = api.device().id();
        String variant = api
                .post("/api/techdoc/devices/" + device + "/variants", "{\"name\": \"x\", \"udiDi\": [\"%s\"]}".formatted(gtin())).id();
        Answer ofTenant = api.approvedFact(key, "TENANT", null, "tenant's");
        Answer ofDevice = api.approvedFact(key, "DEVICE", device, "device's");
        api.post("/api/techdoc/facts",
                "{\"key\": \"%s\", \"type\": \"text\", \"scope\": \"VARIANT\", \"scopeId\": \"%s\", \"value\": {\"text\": {\"en\": \"a draft\"}}}"
                        .formatted(key, variant));
        String ofCompany = api.document("en", null, token).id();
        String ofVariant = api.post("/api/techdoc/documents",
                "{\"number\": \"V-%s\", \"title\": \"x\", \"language\": \"en\", \"variantId\": \"%s\", \"blocks\": [{\"kind\": \"text\", \"markdown\": \"%s\"}]}"
                        .formatted(UUID.randomUUID(), variant, token))
                .id();

        Answer company = api.get("/api/techdoc/documents/" + ofCompany + "/dependencies");
        Answer specific = api.get("/api/techdoc/documents/" + ofVariant + "/dependencies");

        assertThat(company.at("0.text")).isEqualTo("tenant's");
        assertThat(company.at("0.factId")).isEqualTo(ofTenant.id());
        assertThat(specific.at("0.text")).as("a draft of the variant does not count").isEqualTo("device's");
        assertThat(usages(ofTenant)).containsExactly(ofCompany);
        assertThat(usages(ofDevice)).containsExactly(ofVariant);
    }

    @Test
    void a_draft_already_tells_where_it_would_stand() {
        Answer draft = api.post("/api/techdoc/facts", "{\"key\": \"%s\", \"type\": \"number\", \"scope\": \"TENANT\"}".formatted(key));
        String document = api.document("en", null, "no token", token).id();

        Answer usages = api.get("/api/techdoc/facts/" + draft.id() + "/usages");
        Answer dependencies = api.get("/api/techdoc/documents/" + document + "/dependencies");

        assertThat(usages.at("0.documentId")).isEqualTo(document);
        assertThat(usages.at("0.blocks.0")).isEqualTo("b2");
        assertThat(dependencies.at("0.unresolved")).isEqualTo("no approved fact of this key holds for the document");
    }

    @Test
    void a_text_in_the_tenants_language_is_flagged_and_one_in_neither_is_unresolved() {
        Answer fact = api.approvedFact(key, "TENANT", null, "Device");
        String german = api.document("de", null, token).id();

        Answer fallback = api.get("/api/techdoc/documents/" + german + "/dependencies");
        Answer italian = api.put("/api/techdoc/facts/" + fact.id() + "/draft", "{\"value\": {\"text\": {\"it\": \"Dispositivo\"}}}",
                "If-Match", fact.etag());
        api.post("/api/techdoc/facts/" + fact.id() + "/approve", "", "If-Match", italian.etag());
        Answer missing = api.get("/api/techdoc/documents/" + german + "/dependencies");

        assertThat(fallback.at("0.text")).isEqualTo("Device");
        assertThat(fallback.at("0.language")).isEqualTo("en");
        assertThat(missing.at("0.unresolved")).isEqualTo("the fact has no text in de or en");
    }

    @Test
    void a_preview_names_every_text_that_would_change_and_changes_nothing() {
        Answer fact = api.approvedFact(key, "TENANT", null, "old");
        Answer document = api.document("en", null, "It is " + token + ", {{fact:unknown.key}}.", "without");

        Answer impact = api.post("/api/techdoc/facts/" + fact.id() + "/impact", "{\"value\": {\"text\": {\"en\": \"new\"}}}");

        assertThat(impact.json().get("documents")).hasSize(1);
        assertThat(impact.json().at("/documents/0/blocks")).hasSize(1);
        assertThat(impact.at("documents.0.blocks.0.before")).isEqualTo("It is old, {{fact:unknown.key}}.");
        assertThat(impact.at("documents.0.blocks.0.after")).isEqualTo("It is new, {{fact:unknown.key}}.");
        assertThat(api.get("/api/techdoc/facts/" + fact.id()).json()).isEqualTo(fact.json());
        assertThat(api.get("/api/techdoc/documents/" + document.id()).json()).isEqualTo(document.json());
    }

    @Test
    void the_same_value_has_no_impact() {
        Answer fact = api.approvedFact(key, "TENANT", null, "same");
        api.document("en", null, token);

        Answer impact = api.post("/api/techdoc/facts/" + fact.id() + "/impact",
                "{\"value\": {\"text\": {\"en\": \"same\", \"de\": \"anders\"}}}");

        assertThat(impact.json().get("documents")).isEmpty();
    }

    @Test
    void a_preview_of_another_type_is_refused() {
        Answer fact = api.approvedFact(key, "TENANT", null, "text");

        Answer impact = api.post("/api/techdoc/facts/" + fact.id() + "/impact", "{\"value\": {\"date\": \"2026-01-01\"}}");

        assertThat(impact.at("code")).isEqualTo("wrong-value-type");
    }

    private List<String> usages(Answer fact) {
        return api.get("/api/techdoc/facts/" + fact.id() + "/usages").json().valueStream().map(usage -> usage.get("documentId").asString())
                .toList();
    }

    private static String gtin() {
        String digits = "1" + String.valueOf(UUID.randomUUID().getMostSignificantBits() >>> 1).substring(0, 11);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }
}
