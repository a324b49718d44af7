package com.meddevo.local;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.local");

    @Test
    void the_house_rules_hold() { HouseRules.ALL.forEach(rule -> rule.check(MAIN)); }

    @Test
    void the_platform_never_sees_the_operator() {
        HouseRules.doesNotSee("com.meddevo.local", "com.meddevo.controller", "the operator must not be able to tell it from AWS")
                .check(MAIN);
        HouseRules.doesNotSee("com.meddevo.local", "com.meddevo.aws", "the operator must not be able to tell it from AWS").check(MAIN);
    }
}
