package com.meddevo.change.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.meddevo.change.CannotTell;
import com.meddevo.change.Fixtures;
import com.meddevo.change.RiskClass;
import com.meddevo.change.input.AppPlans;
import com.meddevo.change.input.Plans;
import com.meddevo.change.policy.PolicyFolder;
import com.meddevo.change.policy.Waivers;
import com.meddevo.plan.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessmentTest {
    @TempDir
    private Path plans;
    @TempDir
    private Path waivers;

    @BeforeEach
    void a_waiver_for_the_access_point() throws IOException { waiver("2026-03-02"); }

    private void waiver(String lastDay) throws IOException { Files.writeString(waivers.resolve("retire-reports.yaml"), """
            id: retire-reports
            policy: deletes-data
            unit: develop/eu-central-1/workload/efs
            address: aws_efs_access_point.reports[0]
            owner: jane.doe@meddevo.example
            reason: Reports are in the archive.
            lastDay: %s
            """.formatted(lastDay)); }

    private Assessment assess(Plans changes) { return Fixtures.assess(changes, waivers); }

    private static String golden(String name) throws IOException { return Files.readString(Path.of("src/test/resources/golden", name)); }

    @Test
    void a_real_plan_is_told_at_a_terminal_in_a_note_and_to_programs() throws IOException {
        var assessment = assess(Fixtures.plan(plans, "develop"));

        var text = new AssessmentText(assessment);
        assertThat(text.text()).isEqualTo(golden("develop.txt"));
        assertThat(text.markdown()).isEqualTo(golden("develop.md"));
        assertThat(CanonicalJson.of(AssessmentText.fields(assessment)) + "\n").isEqualTo(golden("develop.json"));
    }

    @Test
    void what_terraform_marks_as_sensitive_reaches_no_output() throws IOException {
        var assessment = assess(Fixtures.plan(plans, "develop").and(AppPlans.read(Fixtures.PLANS.resolve("apps.json"))));

        var text = new AssessmentText(assessment);
        assertThat(text.text() + text.markdown() + CanonicalJson.of(AssessmentText.fields(assessment))).doesNotContain(Fixtures.SECRET);
        assertThat(assessment.findings()).allSatisfy(finding -> assertThat(finding.change().before().toString() + finding.change().after())
                .doesNotContain(Fixtures.SECRET));
    }

    @Test
    void a_plan_that_does_nothing_goes_by_itself() throws IOException {
        var assessment = assess(Fixtures.plan(plans, "noop"));

        assertThat(assessment.riskClass()).isEqualTo(RiskClass.NONE);
        assertThat(assessment.routeName()).isEqualTo("auto");
        assertThat(new AssessmentText(assessment).text())
                .isEqualTo("Change of develop: risk none; nothing changes\nRoute auto: applied by itself.\n");
    }

    @Test
    void a_plan_that_destroys_data_is_denied_whatever_else_it_does() throws IOException {
        var assessment = assess(Fixtures.plan(plans, "destroy"));

        assertThat(assessment.denied()).isTrue();
        assertThat(assessment.routeName()).isEqualTo("none");
        assertThat(assessment.findings().getFirst().change().address()).isEqualTo("aws_efs_file_system.this");
        assertThat(assessment.findings().getFirst().policy()).isEqualTo("deletes-data");
    }

    @Test
    void a_waiver_counts_on_its_last_day_and_an_ended_one_says_so() throws IOException {
        waiver("2026-03-01");

        var ended = assess(Fixtures.plan(plans, "develop")).findings().stream().filter(one -> !one.waiver().isEmpty()).toList();

        assertThat(ended).singleElement().satisfies(finding -> {
            assertThat(finding.riskClass()).isEqualTo(RiskClass.DENY);
            assertThat(finding.waiver()).isEqualTo("the waiver retire-reports of jane.doe@meddevo.example ended on 2026-03-01: "
                    + "ask its owner to renew it in a merge request of its own");
        });
    }

    @Test
    void a_waiver_of_another_address_does_not_count() throws IOException {
        Path file = waivers.resolve("retire-reports.yaml");
        Files.writeString(file, Files.readString(file).replace("reports[0]", "reports[1]"));

        var assessment = assess(Fixtures.plan(plans, "develop"));

        assertThat(assessment.findings()).filteredOn(one -> one.policy().equals("deletes-data")).singleElement()
                .extracting(Finding::riskClass).isEqualTo(RiskClass.DENY);
    }

    @Test
    void a_waiver_for_what_cannot_be_waived_is_refused() throws IOException {
        Path file = waivers.resolve("retire-reports.yaml");
        Files.writeString(file, Files.readString(file).replace("deletes-data", "public-ingress"));

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> assess(Plans.none()))
                .withMessageContaining("waives public-ingress, which is no policy that can be waived");
    }

    @Test
    void apps_are_held_against_policies_of_their_own() {
        var assessment = assess(AppPlans.read(Fixtures.PLANS.resolve("apps.json")));

        assertThat(assessment.riskClass()).isEqualTo(RiskClass.HIGH);
        assertThat(assessment.findings())
                .extracting(finding -> finding.riskClass() + " " + finding.change().address() + " " + finding.policy())
                .containsExactly("high service/render/main app-ends", "high image app-unread", "medium service/render/main app-deletes",
                        "low discovery/render/main app-changes", "low task-definition/techdoc/main app-changes");
    }

    @Test
    void a_change_that_no_policy_speaks_of_goes_the_longest_way(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        Files.writeString(folder.resolve("groups.yaml"), "{}\n");
        Files.writeString(folder.resolve("contracts.yaml"), "{}\n");
        for (String name : new String[]{"routes.yaml", "rules/app-deletes.yaml"})
            Files.copy(Path.of(System.getProperty("meddevo.root"), "infra/policy", name), folder.resolve(name));
        var few = PolicyFolder.read(folder);

        var assessment = new Assessor(few, Waivers.in(folder.resolve("none"), few), LocalDate.MIN).assess(Fixtures.plan(plans, "develop"),
                "develop",
                "develop");

        assertThat(assessment.riskClass()).isEqualTo(RiskClass.HIGH);
        assertThat(assessment.routeName()).isEqualTo("owner-after-snapshot");
        assertThat(assessment.findings()).extracting(Finding::policy).containsOnly("no-policy");
    }

    @Test
    void production_does_not_change_from_develop() {
        var assessor = new Assessor(Fixtures.HOUSE, Waivers.in(waivers, Fixtures.HOUSE), Fixtures.TODAY);

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> assessor.assess(Plans.none(), "production", "develop"))
                .withMessage("production changes from the branch master alone, not from develop: merge there first");
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> assessor.assess(Plans.none(), "staging", "develop"))
                .withMessage("routes.yaml knows no environment \"staging\": use one of develop, organization, production");
    }
}
