package com.meddevo.change.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The policies of infra/policy, each tried on the examples that stand beside it. */
class HousePoliciesTest {
    private final PolicyFolder house = PolicyFolder.read(Path.of(System.getProperty("meddevo.root"), "infra/policy"));

    @TestFactory
    Stream<DynamicTest> every_policy_speaks_of_what_its_examples_say_and_of_nothing_else() {
        return house.policies().stream().flatMap(policy -> policy.tests().stream().map(example -> DynamicTest
                .dynamicTest(policy.id() + ": " + example.name(),
                        () -> assertThat(house.holds(policy, example)).as(example.name()).isTrue())));
    }

    @TestFactory
    Stream<DynamicTest> every_policy_has_an_example_of_each_sort_and_is_a_sentence_for_people() {
        return house.policies().stream().map(policy -> DynamicTest.dynamicTest(policy.id(), () -> {
            assertThat(policy.tests()).extracting(Policy.Example::speaks).contains(true, false);
            assertThat(Stream.of(policy.description(), policy.reason(), policy.todo())).allMatch(text -> text.endsWith("."));
        }));
    }
}
