package com.meddevo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    @Test
    void a_small_fleet_settles_without_a_refusal_and_is_not_written_to_again() {
        var measured = new Run(12).measure();

        assertThat(measured.idleWrites()).isZero();
        assertThat(measured.refused()).isEqualTo(new Refused());
        assertThat(measured.readsPerSweep()).isBetween(1, 20 + 3 * 12 / 10);
        assertThat(measured.lastWrite()).isPositive().isLessThanOrEqualTo(measured.settled());
        assertThat(measured.row()).startsWith("| 12 | ").endsWith(" s |");
    }

    @Test
    void what_aws_refused_is_told_with_its_action() {
        var refused = new Refused();
        refused.add(Map.of("ThrottlingException", Map.of("ecr:DescribeImages", 1L), "ClientException", Map.of("ecs:CreateService", 2L)));
        refused.add(Map.of("Throttling", Map.of("ecr:DescribeImages", 1L)));

        assertThat(Refused.told(refused.throttled())).isEqualTo("2 (ecr:DescribeImages 2)");
        assertThat(Refused.told(refused.others())).isEqualTo("2 (ecs:CreateService ClientException 2)");
        assertThat(Refused.told(Map.of())).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--apps=0", "--apps=5001", "--apps=many", "--appps=50"})
    void a_wrong_call_ends_with_64_as_every_command_s_does(String argument) {
        assertThat(Bench.commandLine().setErr(new PrintWriter(Writer.nullWriter())).execute(argument)).isEqualTo(64);
    }

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void every_house_rule_holds(ArchRule rule) { rule.check(HouseRules.mainClassesOf("com.meddevo.bench")); }
}
