package com.meddevo.localcloud;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.localcloud");

    @Test
    void the_house_rules_hold() { HouseRules.ALL.forEach(rule -> rule.check(MAIN)); }

    @Test
    void it_sees_no_other_module() {
        ArchRuleDefinition.classes().should().onlyDependOnClassesThat(
                DescribedPredicate.describe("stand in this module or are no part of the project",
                        type -> type.getPackageName().startsWith("com.meddevo.localcloud")
                                || !type.getPackageName().startsWith("com.meddevo")))
                .because("it stands for AWS, which knows nothing of us").check(MAIN);
    }

    @Test
    void the_simulation_sees_nothing_that_really_runs() {
        ArchRuleDefinition.noClasses().that()
                .resideInAnyPackage("..ecs..", "..elb..", "..discovery..", "..logs..", "..call..", "..state..", "..time..", "..model..")
                .should().dependOnClassesThat().resideInAnyPackage("..task.process..", "org.eclipse.jetty..")
                .because("a thousand apps on a moved clock need neither processes nor ports").check(MAIN);
    }
}
