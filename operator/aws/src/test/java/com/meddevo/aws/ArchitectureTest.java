package com.meddevo.aws;

import static com.meddevo.architecture.HouseRules.doesNotSee;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.meddevo.architecture.HouseRules;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.ResourceState;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.aws");

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void every_house_rule_holds(ArchRule rule) { rule.check(MAIN); }

    @Test
    void what_is_wanted_is_said_without_the_sdk() {
        noClasses().that().implement(ResourceKind.class).or().implement(ResourceState.class).should().dependOnClassesThat()
                .resideInAPackage("software.amazon..").because("a plan is made where there is no account").check(MAIN);
    }

    @Test
    void aws_sees_neither_who_drives_it_nor_what_it_is_tried_on() {
        for (String other : new String[]{"controller", "cli", "api", "localcloud", "localkube", "local"}) {
            doesNotSee("com.meddevo.aws", "com.meddevo." + other, "the same code drives AWS and the local cloud").check(MAIN);
        }
    }

    @Test
    void error_codes_are_read_in_one_file() {
        noClasses().that().doNotBelongToAnyOf(AwsErrors.class).should().dependOnClassesThat().areAssignableTo(AwsErrorDetails.class)
                .because("what a code means is decided once").check(MAIN);
    }
}
