package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Outcome;
import org.junit.jupiter.api.Test;

class RulePriorityTest {
    @Test
    void a_priority_that_somebody_took_between_plan_and_apply_makes_the_rule_wait_and_take_another() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"));
            var plan = world.plan();
            int planned = plan.applicable().stream().filter(change -> change.id().kind().equals("listener-rule")).findFirst()
                    .map(change -> priority(plan.text())).orElseThrow();
            world.account.elb()
                    .createRule(request -> request.listenerArn(world.environment.listeners().get("internal").arn()).priority(planned)
                            .conditions(condition -> condition.field("path-pattern").values("/theirs"))
                            .actions(action -> action.type("fixed-response").fixedResponseConfig(answer -> answer.statusCode("200"))));

            var outcomes = world.aws().apply(plan, world.fleet());

            assertThat(outcomes.values()).filteredOn(Outcome.Failed.class::isInstance).isEmpty();
            assertThat(outcomes.values()).filteredOn(Outcome.Waiting.class::isInstance).extracting(Object::toString)
                    .anyMatch(text -> text.contains("somebody took " + planned));
            assertThat(priority(world.plan().text())).isNotEqualTo(planned);
            assertThat(world.settle().plan().text()).isEqualTo("Nothing to do.\n");
        }
    }

    private static int priority(String plan) {
        return Integer.parseInt(
                plan.lines().filter(line -> line.strip().startsWith("priority: ")).findFirst().orElseThrow().replaceAll("\\D", ""));
    }
}
