package com.meddevo.change;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.change");

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void every_house_rule_holds(ArchRule rule) { rule.check(MAIN); }

    @Test
    void of_the_project_it_knows_the_core_alone() {
        HouseRules.dependsOnNothingBut("com.meddevo.change", "whoever gates changes of the operator should not be part of it", "java..",
                "com.meddevo.change..", "com.meddevo.plan..", "com.fasterxml.jackson..", "com.google.common..", "dev.cel..").check(MAIN);
    }

    @Test
    void policies_do_not_know_what_is_made_of_them() {
        HouseRules.doesNotSee("com.meddevo.change.policy", "com.meddevo.change.assess", "they are read and tried by themselves")
                .check(MAIN);
    }
}
