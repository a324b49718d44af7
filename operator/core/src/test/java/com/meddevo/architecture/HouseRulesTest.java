package com.meddevo.architecture;

import static com.meddevo.architecture.HouseRules.dependsOnNothingBut;
import static com.meddevo.architecture.HouseRules.doesNotSee;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final JavaClasses CORE = HouseRules.mainClassesOf("com.meddevo.fleet", "com.meddevo.plan");

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void core_keeps_every_house_rule(ArchRule rule) { rule.check(CORE); }

    @Test
    void core_depends_on_the_jdk_alone() {
        dependsOnNothingBut("com.meddevo", "what plans must run anywhere, and be read without knowing a framework", "java..",
                "com.meddevo..")
                .check(CORE);
    }

    @Test
    void the_fleet_does_not_see_the_plan() {
        doesNotSee("com.meddevo.fleet", "com.meddevo.plan", "what is wanted does not depend on how it is reached").check(CORE);
    }

    @Test
    void core_looks_at_no_clock_no_file_and_no_network() {
        dependsOnNothingBut("com.meddevo", "the same input always gives the same plan", "java.lang..", "java.util..", "java.time..",
                "java.security..", "java.nio.charset..", "com.meddevo..").check(CORE);
    }

    @ParameterizedTest
    @MethodSource
    void a_rule_finds_who_breaks_it(ArchRule rule, Class<?> culprit) {
        var classes = new ClassFileImporter().importClasses(culprit);

        assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class).hasMessageContaining(culprit.getSimpleName());
    }

    static Stream<Arguments> a_rule_finds_who_breaks_it() {
        return Stream.of(Arguments.of(HouseRules.NAMES_SAY_WHAT_A_CLASS_DOES, PlanUtils.class),
                Arguments.of(HouseRules.CONSTRUCTORS_TAKE_FEW_PARAMETERS, TakesSeven.class),
                Arguments.of(HouseRules.NOTHING_WRITES_TO_THE_CONSOLE, Prints.class),
                Arguments.of(HouseRules.NOTHING_SLEEPS, Sleeps.class),
                Arguments.of(HouseRules.STATIC_FIELDS_NEVER_CHANGE, Remembers.class));
    }

    @Test
    void a_record_may_have_many_components() {
        var classes = new ClassFileImporter().importClasses(PureData.class);

        assertThat(HouseRules.CONSTRUCTORS_TAKE_FEW_PARAMETERS.evaluate(classes).hasViolation()).isFalse();
    }

    static final class PlanUtils {}

    static final class TakesSeven {
        TakesSeven(int a, int b, int c, int d, int e, int f, int g) {}
    }

    static final class Prints {
        void print() { System.out.println(); }
    }

    static final class Sleeps {
        void sleep() throws InterruptedException { Thread.sleep(1); }
    }

    static final class Remembers {
        static int count = 0;
    }

    record PureData(int a, int b, int c, int d, int e, int f, int g) {
    }
}
