package com.meddevo.techdoc.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@TechdocTest
class DeviceApiTest {
    @Value("${local.server.port}")
    private int port;
    private Api api;

    @BeforeEach
    void connect() { api = new Api(port); }

    @Test
    void a_device_is_read_as_it_was_added() {
        Answer added = api.post("/api/techdoc/devices",
                "{\"basicUdiDi\": \"8437025550LegitCADx6X\", \"name\": \"LegitCADx\", \"riskClass\": \"IIa\", \"rule\": 11, \"emdn\": \"Z12\"}");

        Answer read = api.get(added.header("Location"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(read.json()).isEqualTo(added.json());
        assertThat(read.etag()).isEqualTo(added.etag());
        assertThat(read.at("basicUdiDi")).isEqualTo("8437025550LegitCADx6X");
        assertThat(read.at("riskClass")).isEqualTo("IIa");
    }

    @Test
    void wrong_check_characters_are_refused_and_the_right_ones_named() {
        Answer answer = api.post("/api/techdoc/devices", "{\"basicUdiDi\": \"8437025550LegitCADx6Y\", \"name\": \"x\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("code")).isEqualTo("invalid-udi");
        assertThat(answer.at("detail")).contains("6X");
    }

    @Test
    void a_basic_udi_di_names_one_device() {
        Answer first = api.device();

        Answer second = api.post("/api/techdoc/devices", "{\"basicUdiDi\": \"%s\", \"name\": \"again\"}".formatted(first.at("basicUdiDi")));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("code")).isEqualTo("device-exists");
    }

    @Test
    void a_udi_di_names_one_variant_even_of_another_device() {
        String first = api.device().id();
        String second = api.device().id();
        api.post("/api/techdoc/devices/" + first + "/variants", "{\"name\": \"5 ml\", \"udiDi\": [\"8437025550005\", \"036000291452\"]}");

        Answer taken = api.post("/api/techdoc/devices/" + second + "/variants",
                "{\"name\": \"10 ml\", \"udiDi\": [\"96385074\", \"036000291452\"]}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("code")).isEqualTo("udi-di-taken");
        assertThat(api.get("/api/techdoc/devices/" + first).at("variants.0.udiDi.0")).isEqualTo("8437025550005");
        assertThat(api.get("/api/techdoc/devices/" + second).json().get("variants")).isEmpty();
    }

    @Test
    void a_wrong_check_digit_is_refused() {
        String device = api.device().id();

        Answer answer = api.post("/api/techdoc/devices/" + device + "/variants", "{\"name\": \"x\", \"udiDi\": [\"8437025550006\"]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("code")).isEqualTo("invalid-udi");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        String one = api.device().at("basicUdiDi");
        String two = api.device().at("basicUdiDi");

        Answer first = api.get("/api/techdoc/devices?limit=1&after=" + (one.compareTo(two) < 0 ? one : two));

        assertThat(first.json().get("items")).hasSize(1);
        assertThat(first.at("next")).isEqualTo(first.at("items.0.basicUdiDi")).isGreaterThan(one.compareTo(two) < 0 ? one : two);
        assertThat(
                api.get("/api/techdoc/devices?limit=500").json().get("items").valueStream().map(item -> item.get("basicUdiDi").asString()))
                .contains(one, two).isSorted();
    }

    @Test
    void an_unknown_device_is_not_found() { assertThat(api.get("/api/techdoc/devices/none").at("code")).isEqualTo("device-not-found"); }

    @Test
    void values_out_of_range_are_named() {
        Answer answer = api.post("/api/techdoc/devices",
                "{\"basicUdiDi\": \"8437025550LegitCADx6X\", \"name\": \" \", \"rule\": 23, \"emdn\": \"12\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").valueStream().map(error -> error.get("field").asString())).containsExactlyInAnyOrder("name",
                "rule", "emdn");
    }

    @Test
    void a_class_that_does_not_exist_is_refused_with_those_that_do() {
        Answer answer = api.post("/api/techdoc/devices",
                "{\"basicUdiDi\": \"8437025550LegitCADx6X\", \"name\": \"x\", \"riskClass\": \"IV\"}");

        assertThat(answer.at("code")).isEqualTo("malformed-request");
        assertThat(answer.at("detail")).contains("riskClass: \"IV\" is not one of I, IIa, IIb, III");
    }

    @Test
    void details_change_and_the_identifier_stays() {
        Answer device = api.device();
        String path = "/api/techdoc/devices/" + device.id();

        Answer changed = api.put(path, "{\"name\": \"LegitCAD 2\", \"riskClass\": \"IIb\"}", "If-Match", device.etag());
        Answer late = api.put(path, "{\"name\": \"LegitCAD 3\"}", "If-Match", device.etag());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("basicUdiDi")).isEqualTo(device.at("basicUdiDi"));
        assertThat(late.status()).isEqualTo(412);
        assertThat(api.get(path).json()).isEqualTo(changed.json());
    }
}
