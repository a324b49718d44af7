package com.meddevo.localcloud.parameters;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Simulation;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParametersTest {

    private final Simulation simulation = Simulation.start();
    private final SsmClient parameters = simulation.account().client(SsmClient.class);

    private long put(String name, ParameterType type, String value) {
        return parameters.putParameter(request -> request.name(name).type(type).value(value).overwrite(true)).version();
    }

    @Test
    void a_parameter_is_overwritten_only_on_demand_and_then_has_another_version() {
        put("/a/b", ParameterType.STRING, "one");

        assertThat(refused(() -> parameters.putParameter(request -> request.name("/a/b").type("String").value("two"))))
                .startsWith("ParameterAlreadyExists");
        assertThat(put("/a/b", ParameterType.STRING, "two")).isEqualTo(2);

        assertThat(parameters.getParameter(request -> request.name("/a/b")).parameter())
                .returns(2L, one -> one.version()).returns("two", one -> one.value())
                .returns("arn:aws:ssm:eu-central-1:000000000000:parameter/a/b", one -> one.arn());
        assertThat(parameters.getParameter(request -> request.name("/a/b:1")).parameter().value()).isEqualTo("one");
        assertThat(parameters.getParameterHistory(request -> request.name("/a/b")).parameters()).extracting("value")
                .containsExactly("one", "two");
    }

    @Test
    void a_secure_string_shows_its_value_to_those_who_ask_for_decryption() {
        put("/key", ParameterType.SECURE_STRING, "open sesame");

        assertThat(parameters.getParameter(request -> request.name("/key")).parameter().value()).startsWith("AQICAH")
                .doesNotContain("sesame");
        assertThat(parameters.getParameter(request -> request.name("/key").withDecryption(true)).parameter().value())
                .isEqualTo("open sesame");
    }

    @Test
    void parameters_are_found_by_path_and_by_names() {
        put("/a/b", ParameterType.STRING, "1");
        put("/a/b/c", ParameterType.STRING, "2");
        put("plain", ParameterType.STRING, "3");

        assertThat(parameters.getParametersByPath(request -> request.path("/a")).parameters()).extracting("name").containsExactly("/a/b");
        assertThat(parameters.getParametersByPath(request -> request.path("/a").recursive(true)).parameters()).hasSize(2);
        assertThat(parameters.getParameters(request -> request.names("plain", "none")))
                .satisfies(answer -> assertThat(answer.invalidParameters()).containsExactly("none"))
                .satisfies(answer -> assertThat(answer.parameters()).extracting("value").containsExactly("3"));
        assertThat(parameters
                .describeParameters(request -> request.parameterFilters(
                        filter -> filter.key("Name").option("Equals").values("plain", "/a/b")))
                .parameters()).extracting("name").containsExactlyInAnyOrder("/a/b", "plain");
    }

    @Test
    void a_description_says_who_wrote_the_parameter_last() {
        parameters.putParameter(request -> request.name("plain").value("1").type(ParameterType.STRING));

        var described = parameters.describeParameters(request -> {}).parameters().getFirst();

        assertThat(described.lastModifiedUser()).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void what_is_deleted_is_not_found_and_begins_anew_with_version_one() {
        put("/a", ParameterType.STRING, "1");
        put("/a", ParameterType.STRING, "2");
        parameters.addTagsToResource(request -> request.resourceType("Parameter").resourceId("/a").tags(tag -> tag.key("k").value("v")));
        assertThat(parameters.listTagsForResource(request -> request.resourceType("Parameter").resourceId("/a")).tagList()).hasSize(1);

        parameters.deleteParameter(request -> request.name("/a"));

        assertThat(refused(() -> parameters.getParameter(request -> request.name("/a")))).startsWith("ParameterNotFound");
        assertThat(put("/a", ParameterType.STRING, "3")).isEqualTo(1);
        assertThat(parameters.listTagsForResource(request -> request.resourceType("Parameter").resourceId("/a")).tagList()).isEmpty();
    }

    @Test
    void what_is_written_down_comes_back_with_its_history() {
        put("/a", ParameterType.SECURE_STRING, "1");
        put("/a", ParameterType.SECURE_STRING, "2");

        var later = Simulation.start();
        later.account().restore(simulation.account().save());

        assertThat(later.account().client(SsmClient.class).getParameterHistory(request -> request.name("/a").withDecryption(true))
                .parameters()).extracting("value").containsExactly("1", "2");
    }
}
