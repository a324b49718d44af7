package com.meddevo.change.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.meddevo.change.CannotTell;
import com.meddevo.change.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerraformPlansTest {
    @TempDir
    private Path folder;

    private void write(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("develop/efs")).resolve("tfplan.json"), text);
    }

    private static String replacing(String actions) {
        return "{\"format_version\": \"1.2\", \"resource_changes\": [{\"mode\": \"managed\", \"address\": \"a_b.c\", \"type\": \"a_b\", \"change\": {\"actions\": "
                + actions + ", \"before\": {\"x\": 1}, \"after\": {\"x\": 2, \"y\": null}}}]}";
    }

    @Test
    void a_plan_is_its_changes_with_the_names_of_what_differs() throws IOException {
        var changes = Fixtures.plan(folder, "develop").changes();

        assertThat(changes).extracting(change -> change.action() + " " + change.address() + " " + change.changed()).containsExactly(
                "delete aws_efs_access_point.reports[0] []",
                "update aws_efs_file_system.this [throughput_mode]",
                "create aws_efs_file_system_policy.this[0] []",
                "update aws_ssm_parameter.password [value]", "update aws_vpc_security_group_ingress_rule.this [cidr_ipv4]");
        assertThat(changes.getFirst().stack()).isEqualTo("efs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["delete","create"] | REPLACE
            ["create","delete"] | REPLACE
            ["forget"]          | FORGET
            ["update"]          | UPDATE
            """)
    void the_words_of_terraform_are_one_action(String words, Action action) throws IOException {
        write(replacing(words));

        assertThat(TerraformPlans.below(folder).changes()).singleElement()
                .satisfies(change -> assertThat(change.action() + change.changed().toString())
                        .isEqualTo(action + (action == Action.FORGET ? "[]" : "[x]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"format_version": "1.2", "errored": true}                 | is what was planned until an error came
            {"format_version": "1.2", "complete": false}               | is not the whole plan
            {"format_version": "2.0"}                                  | is no plan of format 1
            {"resource_changes": []}                                   | is no plan of format 1
            {"format_version": "1.2", "format_version": "1.2"}         | is not JSON, or holds a name twice
            {"password": planted-secret-4711                           | :1:
            """)
    void what_is_no_whole_plan_is_refused_without_quoting_it(String text, String why) throws IOException {
        write(text);

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> TerraformPlans.below(folder)).withMessageContaining(why)
                .withMessageContaining("tfplan.json").satisfies(e -> assertThat(e.getMessage()).doesNotContain(Fixtures.SECRET));
    }

    @Test
    void an_action_that_nobody_knows_is_refused() throws IOException {
        write(replacing("[\"open\"]"));

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> TerraformPlans.below(folder))
                .withMessageContaining("a_b.c has an action");
    }

    @Test
    void a_folder_that_is_not_there_and_a_file_outside_a_unit_are_refused() throws IOException {
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> TerraformPlans.below(folder.resolve("nothing")))
                .withMessageContaining("is no folder with Terraform plans");

        Files.writeString(folder.resolve("tfplan.json"), replacing("[\"update\"]"));
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> TerraformPlans.below(folder))
                .withMessageContaining("stands in no unit's folder");
    }
}
