package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Upkeep;
import com.meddevo.plan.Facts.Foreign;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Service;
import com.meddevo.plan.example.TargetGroup;
import com.meddevo.plan.example.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How the operator deals with what it finds: what belongs to somebody else, what is to stay as it is, what has to wait. */
class UpkeepTest {
    private static final ResourceId LOG_GROUP = new ResourceId("log-group", "techdoc", "main");

    private static Plan plan(World world, AppSpec... apps) { return PLANNER.plan(fleet(apps), world.snapshot(fleet(apps))); }

    @Nested
    class SomebodyElsesResource {
        @Test
        void holds_its_place_back_and_the_plan_says_whose_it_is_and_what_to_say() {
            var plan = plan(app("techdoc"), new Foreign(LOG_GROUP, "arn:logs", "ManagedBy=terraform", true));

            assertThat(plan.blocked()).filteredOn(blocked -> blocked.id().equals(LOG_GROUP)).singleElement().satisfies(blocked -> {
                assertThat(blocked.by()).isEqualTo("ownership");
                assertThat(blocked.because())
                        .isEqualTo("arn:logs is in its place and belongs to ManagedBy=terraform: say adopt: true in the "
                                + "spec to take it over, or delete or rename it");
            });
            assertThat(plan.applicable()).extracting(change -> change.id().kind()).doesNotContain("log-group", "task-definition",
                    "service");
        }

        @Test
        void is_taken_over_where_the_spec_says_so() {
            var plan = plan(adopting("techdoc"), new Foreign(LOG_GROUP, "arn:logs", "nobody", true));

            assertThat(plan.blocked()).isEmpty();
            assertThat(plan.text()).contains("+ adopt log-group/techdoc/main  takes over arn:logs; what differs comes with the next plan")
                    .contains("5 to create, 1 to adopt.");
        }

        @Test
        void is_never_taken_from_another_app_or_environment_of_the_platform() {
            var plan = plan(adopting("techdoc"), new Foreign(LOG_GROUP, "arn:logs", "app trail of environment staging", false));

            assertThat(plan.blocked()).filteredOn(blocked -> blocked.id().equals(LOG_GROUP)).singleElement()
                    .satisfies(blocked -> assertThat(blocked.because()).contains("app trail of environment staging", "meddevo tags"));
        }

        private static AppSpec adopting(String name) { return app(name).but().upkeep(new Upkeep(true)).build(); }

        private static Plan plan(AppSpec app, Foreign foreign) {
            var snapshot = new World().snapshot(fleet(app));
            return PLANNER.plan(fleet(app),
                    new Snapshot(snapshot.readings(), snapshot.resources(), snapshot.facts().and(Facts.ofForeign(List.of(foreign)))));
        }
    }

    @Nested
    class AnIgnoredDifference {
        private final World world = new World();

        @Test
        void stays_as_it_is_while_aws_has_the_stated_value_and_is_noted() {
            Past.settle(fleet(scaled(app("techdoc"), 5)), world);

            var plan = plan(world, ignoring("service", "replicas", "5"));

            assertThat(plan).matches(Plan::settled);
            assertThat(plan.notes()).extracting(Plan.Note::text)
                    .containsExactly("service/techdoc/main replicas stays 5 instead of 1, as spec.drift.ignore says");
        }

        @Test
        void counts_again_as_soon_as_aws_has_another_value() {
            Past.settle(fleet(scaled(app("techdoc"), 6)), world);

            assertThat(plan(world, ignoring("service", "replicas", "5")).applicable()).hasSize(1);
        }

        @Test
        void is_left_alone_by_an_update_of_something_else() {
            Past.settle(fleet(scaled(app("techdoc"), 5)), world);
            var moved = ignoring("service", "replicas", "5").but().port(Optional.of(8080))
                    .image(new AppSpec.Image("techdoc", Optional.of("2"), Optional.empty())).build();

            var update = plan(world, moved).applicable().stream().filter(change -> change.id().kind().equals("service")).findFirst();

            assertThat(update).hasValueSatisfying(
                    change -> assertThat(((Service) change.after().orElseThrow()).replicas()).isEqualTo(5));
        }

        @Test
        void may_lie_deep_in_a_state() {
            Past.settle(fleet(app("techdoc")), world);
            var group = world.all(TargetGroup.class).getFirst();
            world.put(new TargetGroup(group.id(), new TargetGroup.HealthCheck("/theirs", 30), group.protocol()));

            assertThat(plan(world, ignoring("target-group", "healthCheck.path", "/theirs"))).matches(Plan::settled);
        }

        private static AppSpec ignoring(String kind, String path, String live) {
            return app("techdoc").but().upkeep(new Upkeep(false, List.of(new Upkeep.Ignored(kind, path, live)), Optional.empty())).build();
        }
    }

    @Nested
    class AnAppThatDependsOnAnother {
        private final World world = new World();

        @Test
        void is_not_started_before_the_other_and_everything_else_of_it_is_made() {
            var plan = plan(world, depending("techdoc", "trail"), app("trail"));

            assertThat(plan.forApp("techdoc").blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.id().kind()).isEqualTo("service");
                assertThat(blocked.by()).isEqualTo("dependsOn");
                assertThat(blocked.because()).isEqualTo("waits for the service of app trail, which does not exist yet");
            });
            assertThat(plan.forApp("techdoc").applicable()).hasSize(5);
        }

        @Test
        void is_started_once_the_other_is_there() {
            Past.settle(fleet(app("trail")), world);

            assertThat(plan(world, depending("techdoc", "trail"), app("trail")).forApp("techdoc").blocked()).isEmpty();
        }

        @Test
        void runs_on_when_the_other_goes() {
            Past.settle(fleet(depending("techdoc", "trail"), app("trail")), world);
            world.remove(new ResourceId("service", "trail", "main"));

            assertThat(plan(world, depending("techdoc", "trail")).forApp("techdoc")).matches(Plan::settled);
        }

        @Test
        void is_told_when_nobody_knows_the_other() {
            assertThat(plan(world, depending("techdoc", "trail")).blocked().getFirst().because())
                    .startsWith("waits for app trail, which environment test does not have");
        }

        @Test
        void is_refused_in_a_circle_and_the_circle_is_named() {
            var plan = plan(world, depending("a", "b"), depending("b", "c"), depending("c", "a"));

            assertThat(plan.blocked()).extracting(Change.Blocked::because).contains(
                    "apps wait for each other in a circle, a -> b -> c -> a: take one of them out of spec.dependsOn");
            assertThat(plan.notes()).extracting(Plan.Note::app).containsExactly("a", "b", "c");
        }

        private static AppSpec depending(String name, String on) { return app(name).but().dependsOn(Set.of(on)).build(); }
    }
}
