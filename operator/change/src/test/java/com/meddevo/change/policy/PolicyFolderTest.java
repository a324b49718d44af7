package com.meddevo.change.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.meddevo.change.CannotTell;
import com.meddevo.change.input.Action;
import com.meddevo.change.input.ResourceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFolderTest {
    private static final String RULE = """
            id: one
            description: A rule.
            applies: {source: terraform}
            expression: change.after.?size.orValue(0) > 3
            class: medium
            reason: It is large.
            todo: Make it smaller.
            tests: [{name: large, speaks: true, change: {type: a_b, action: create, after: {size: 4}}}]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void a_folder_with_everything_but_rules() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        write("groups.yaml", "data: [a_b]\n");
        write("contracts.yaml", "efs: [a_]\n");
        write("routes.yaml", """
                routes: {auto: {approvals: 0, snapshot: false}}
                environments: {develop: {branch: develop, classes: {none: auto, low: auto, medium: auto, high: auto}}}
                """);
    }

    private void write(String name, String text) throws IOException { Files.writeString(folder.resolve(name), text); }

    private void refuses(String... parts) {
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> PolicyFolder.read(folder))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @Test
    void an_example_that_does_not_hold_is_found() throws IOException {
        write("rules/one.yaml", RULE.replace("size: 4", "size: 3"));

        var policies = PolicyFolder.read(folder);

        assertThat(policies.holds(policies.policies().getFirst(), policies.policies().getFirst().tests().getFirst())).isFalse();
    }

    @Test
    void a_misspelt_name_in_an_expression_is_refused_when_it_is_read() throws IOException {
        write("rules/one.yaml", RULE.replace("change.after", "change.aftr"));
        refuses("one", "undefined field 'aftr'");
    }

    @Test
    void an_expression_that_is_no_condition_is_refused() throws IOException {
        write("rules/one.yaml", RULE.replace("> 3", "+ 3"));
        refuses("one", "expected type 'bool'");
    }

    @Test
    void an_unknown_field_is_refused_with_its_line() throws IOException {
        write("rules/one.yaml", "severity: 3\n" + RULE);
        refuses("one.yaml:1", "severity");
    }

    @Test
    void a_field_that_is_missing_is_named() throws IOException {
        write("rules/one.yaml", RULE.replace("reason:", "reson:"));
        refuses("one.yaml", "the field reason is missing");
    }

    @Test
    void a_group_that_is_not_there_is_refused() throws IOException {
        write("rules/one.yaml", RULE.replace("source: terraform", "groups: [dta]"));
        refuses("the group dta, which groups.yaml does not have");
    }

    @Test
    void a_file_under_another_name_than_its_policy_is_refused() throws IOException {
        write("rules/other.yaml", RULE);
        refuses("other.yaml has the id one");
    }

    @Test
    void a_waiver_of_what_denies_nothing_is_refused() throws IOException {
        write("rules/one.yaml", RULE + "waived: low\n");
        refuses("can be waived but denies nothing");
    }

    @Test
    void a_folder_without_policies_denies_nothing_and_is_refused() { refuses("holds no policy"); }

    @Test
    void routes_that_forget_a_class_are_refused() throws IOException {
        write("rules/one.yaml", RULE);
        write("routes.yaml", """
                routes: {auto: {approvals: 0, snapshot: false}}
                environments: {develop: {branch: develop, classes: {none: auto, low: auto, medium: auto}}}
                """);
        refuses("no route for high changes of develop");
    }

    @Test
    void an_expression_that_fails_on_a_change_tells_neither_the_value_nor_silence() throws IOException {
        write("rules/one.yaml", RULE.replace("change.after.?size.orValue(0)", "change.after.size"));
        var change = new ResourceChange("terraform", "develop/efs", "a_b.c", "a_b", Action.CREATE, new JsonMapper().readTree("{}"),
                new JsonMapper().readTree("{\"size\": \"planted-secret\"}"), List.of(), List.of(), List.of());

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> PolicyFolder.read(folder).speakingOf(change))
                .withMessageContaining("policy one cannot be held against a_b.c in develop/efs")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted-secret"));
    }
}
