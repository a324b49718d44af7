package com.meddevo.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("com.meddevo.api");

    @Test
    void the_validator_knows_no_kind_of_ours_so_that_an_api_server_can_use_it_for_any() {
        noClasses().that().resideInAPackage("com.meddevo.api.validation..").should().dependOnClassesThat()
                .resideInAnyPackage("com.meddevo.api.v1alpha1..", "com.meddevo.api.parse..", "com.meddevo.api.manifest..",
                        "com.meddevo.fleet..",
                        "com.meddevo.plan..", "io.fabric8..")
                .check(API);
    }

    @Test
    void the_parser_does_not_care_whether_a_resource_came_from_a_file() {
        noClasses().that().resideInAPackage("com.meddevo.api.parse..").should().dependOnClassesThat()
                .resideInAPackage("com.meddevo.api.manifest..").check(API);
    }

    @Test
    void nothing_here_plans_or_talks_to_aws() {
        noClasses().that().resideInAPackage("com.meddevo.api..").should().dependOnClassesThat()
                .resideInAnyPackage("com.meddevo.plan..", "com.meddevo.aws..", "software.amazon.awssdk..", "org.springframework..")
                .check(API);
    }
}
