package com.meddevo.localkube;

import static com.meddevo.architecture.HouseRules.doesNotSee;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.localkube");

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void every_house_rule_holds(ArchRule rule) { rule.check(MAIN); }

    @Test
    void localkube_sees_nothing_of_ours_but_the_validator() {
        noClasses().that().resideInAPackage("com.meddevo.localkube..").should()
                .dependOnClassesThat(Predicates.resideInAPackage("com.meddevo..")
                        .and(Predicates.resideOutsideOfPackages("com.meddevo.localkube..", "com.meddevo.api.validation..")))
                .because("it serves kinds of any sort, as a cluster does").check(MAIN);
    }

    @Test
    void the_rules_of_objects_do_not_know_http() {
        for (String inner : new String[]{"store", "type", "schema", "apply", "patch", "write", "read", "watch", "table", "lifecycle",
                "discovery"}) {
            doesNotSee("com.meddevo.localkube." + inner, "org.eclipse.jetty", "what an object may become does not depend on how it is sent")
                    .check(MAIN);
        }
    }
}
