package com.meddevo.controller;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.controller");

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void the_controller_keeps_every_house_rule(ArchRule rule) { rule.check(MAIN); }

    @Test
    void the_loop_sees_neither_kubernetes_nor_spring_nor_the_sdk() {
        HouseRules.dependsOnNothingBut("com.meddevo.controller.loop", "what drives AWS is tested with a moved clock and a cloud in memory",
                "java..", "org.slf4j..", "com.meddevo.fleet..", "com.meddevo.plan..", "com.meddevo.registry..", "com.meddevo.aws..",
                "com.meddevo.controller.loop..")
                .check(MAIN);
    }

    @Test
    void statuses_are_written_without_spring() {
        HouseRules.doesNotSee("com.meddevo.controller.status", "org.springframework", "what a status says depends on what is known alone")
                .check(MAIN);
    }

    @Test
    void the_operator_never_sees_what_stands_in_for_aws_and_kubernetes() {
        HouseRules.doesNotSee("com.meddevo.controller", "com.meddevo.localcloud", "locally only the endpoints differ").check(MAIN);
        HouseRules.doesNotSee("com.meddevo.controller", "com.meddevo.localkube", "locally only the endpoints differ").check(MAIN);
    }
}
