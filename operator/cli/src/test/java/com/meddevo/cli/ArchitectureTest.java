package com.meddevo.cli;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.cli");

    @Test
    void the_house_rules_hold() { HouseRules.ALL.forEach(rule -> rule.check(MAIN)); }

    @Test
    void the_command_line_never_sees_the_operator() {
        HouseRules.doesNotSee("com.meddevo.cli", "com.meddevo.controller", "it talks to the operator over HTTP, as anybody could")
                .check(MAIN);
    }

    @Test
    void of_the_local_cloud_it_knows_the_registry_alone() {
        ArchRuleDefinition.noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("com.meddevo.localcloud", "com.meddevo.localcloud.ecs..", "com.meddevo.localcloud.elb..",
                        "com.meddevo.localcloud.wire..",
                        "com.meddevo.localcloud.task..", "com.meddevo.localkube..", "com.meddevo.local..")
                .because("the platform is a process of its own; only images are pushed to its folder").check(MAIN);
    }
}
