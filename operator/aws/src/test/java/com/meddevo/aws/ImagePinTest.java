package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;

class ImagePinTest {
    @Test
    void a_tag_that_moves_changes_nothing_not_even_after_a_restart() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc")).settle();
            world.simulation.images().push("techdoc", "1.0.0", "another content", world.account.timeline().now());
            world.restart();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(world.account.calls().calls("BatchGetImage")).hasSize(1);
        }
    }

    @Test
    void an_app_that_follows_its_tag_is_deployed_anew_once_the_slow_cycle_has_seen_it_move() {
        try (var world = World.inProcess()) {
            var follows = follows(world.app("techdoc"));
            world.wants(follows).settle();
            var moved = world.simulation.images().push("techdoc", "1.0.0", "another content", world.account.timeline().now()).digest();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            world.aws().apply(world.plan(world.slow()), world.fleet());
            world.settle();

            assertThat(world.account.ecs().describeTasks(request -> request.cluster("local").tasks(world.account.ecs()
                    .listTasks(list -> list.cluster("local").serviceName("techdoc")).taskArns())).tasks())
                    .isNotEmpty().allSatisfy(task -> assertThat(task.containers().getFirst().imageDigest()).isEqualTo(moved));
        }
    }

    @Test
    void of_two_apps_on_one_tag_only_the_one_that_follows_moves() {
        try (var world = World.inProcess()) {
            var pinned = world.app("techdoc");
            var follows = follows(pinned.but().key(new AppKey("default", "other")).route(Optional.empty()).discovery(Optional.empty())
                    .build());
            world.wants(pinned, follows).settle();
            world.simulation.images().push("techdoc", "1.0.0", "another content", world.account.timeline().now());

            var plan = world.plan(world.slow());

            assertThat(plan.applicable()).isNotEmpty().allMatch(change -> change.id().app().equals("other"));
        }
    }

    @Test
    void a_followed_tag_that_goes_away_leaves_the_app_where_it_is() {
        try (var world = World.inProcess()) {
            world.wants(follows(world.app("techdoc"))).settle();
            world.account.ecr().batchDeleteImage(request -> request.repositoryName("techdoc").imageIds(id -> id.imageTag("1.0.0")));

            assertThat(world.plan(world.slow()).text()).isEqualTo("Nothing to do.\n");
        }
    }

    @Test
    void whoever_follows_a_tag_that_its_repository_keeps_is_told_so_until_the_tag_is_exempt() {
        try (var world = World.inProcess()) {
            world.wants(follows(world.app("techdoc"))).settle();
            world.account.ecr().putImageTagMutability(to -> to.repositoryName("techdoc").imageTagMutability("IMMUTABLE"));

            var plan = world.plan(world.slow());
            world.account.ecr().putImageTagMutability(to -> to.repositoryName("techdoc").imageTagMutability("IMMUTABLE_WITH_EXCLUSION")
                    .imageTagMutabilityExclusionFilters(filter -> filter.filterType("WILDCARD").filter("1.*")));

            assertThat(plan.settled()).isTrue();
            assertThat(plan.text()).contains("follow has no effect: repository techdoc keeps tag 1.0.0").contains("spec.tags.moving");
            assertThat(world.plan(world.slow()).notes()).isEmpty();
        }
    }

    @Test
    void a_repository_whose_tags_move_but_for_some_keeps_those() {
        try (var world = World.inProcess()) {
            world.wants(follows(world.app("techdoc"))).settle();
            world.account.ecr().putImageTagMutability(to -> to.repositoryName("techdoc").imageTagMutability("MUTABLE_WITH_EXCLUSION")
                    .imageTagMutabilityExclusionFilters(filter -> filter.filterType("WILDCARD").filter("1.?.0"),
                            filter -> filter.filterType("WILDCARD").filter("*.0")));

            assertThat(world.plan(world.slow()).notes()).extracting(Plan.Note::text).singleElement().asString().contains("no effect");
        }
    }

    @Test
    void what_followed_tags_may_do_is_asked_once_for_all_of_them_and_with_the_slow_facets_alone() {
        try (var world = World.inProcess()) {
            world.wants(follows(world.app("techdoc")), follows(world.app("render"))).settle();
            world.slow();
            world.account.calls().clear();

            world.sweep();
            assertThat(world.account.calls().calls("DescribeRepositories")).isEmpty();
            world.slow();

            assertThat(world.account.calls().calls("DescribeRepositories")).hasSize(1);
        }
    }

    @Test
    void a_repository_that_is_not_there_hides_nothing_of_the_others() {
        try (var world = World.inProcess()) {
            var missing = follows(World.bare("ghost", "1.0.0"));
            world.wants(follows(world.app("techdoc")), missing);
            world.account.ecr().putImageTagMutability(to -> to.repositoryName("techdoc").imageTagMutability("IMMUTABLE"));

            assertThat(world.plan(world.slow()).notes()).extracting(Plan.Note::app).containsExactly("techdoc");
        }
    }

    private static AppSpec follows(AppSpec app) {
        return app.but().image(new AppSpec.Image(app.image().repository(), app.image().tag(), Optional.empty(), true)).build();
    }

    @Test
    void an_image_that_is_not_there_blocks_and_is_asked_for_again_until_it_is() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.wants(Specs.tag(app, "2.0.0"));
            assertThat(world.plan().blocked()).hasSize(2).extracting(Change.Blocked::by).containsOnly("image");

            world.push("techdoc", "2.0.0");

            assertThat(world.plan().applicable()).hasSize(2);
        }
    }

    @Test
    void an_image_that_ecr_cannot_decrypt_is_not_taken_for_one_that_is_not_there() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"));
            var images = new Images(new Undecryptable(), world.environment);
            var scope = new Scope(world.fleet(), Optional.empty(), false);

            var unread = new TreeMap<String, String>();
            var facts = images.digests(scope, List.of(), (image, e) -> unread.put(image, AwsErrors.sentence(e)));

            assertThat(facts.digests()).isEmpty();
            assertThat(unread).containsExactly(Map.entry("image techdoc:1.0.0", "KmsError: the key is disabled"));
        }
    }

    @Test
    void an_image_that_ecr_refuses_to_one_app_keeps_no_other_app_from_its_own() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"), world.app("audit"));
            world.account.faults().always(
                    call -> call.request() instanceof BatchGetImageRequest asked && asked.repositoryName().equals("audit"),
                    new Fault.Refused("AccessDeniedException", 400,
                            "not authorized to perform: ecr:BatchGetImage on resource: audit with an explicit deny in a resource-based policy"));

            var sweep = world.sweep();

            var plan = world.plan(sweep);
            assertThat(sweep.readEveryKind()).isTrue();
            assertThat(sweep.unread()).singleElement().satisfies(unread -> {
                assertThat(unread.subject()).isEqualTo("image audit:1.0.0");
                assertThat(unread.cause()).contains("ecr:BatchGetImage");
                assertThat(unread.permission()).isTrue();
            });
            assertThat(plan.forApp("techdoc").applicable()).extracting(change -> change.id().kind()).contains("task-definition", "service");
            assertThat(plan.forApp("audit").applicable()).extracting(change -> change.id().kind())
                    .doesNotContain("task-definition", "service").contains("log-group");
            assertThat(plan.notRead()).extracting(Plan.NotRead::toString).allMatch(one -> one.contains("audit"));
        }
    }

    /** A registry whose key is gone. */
    private record Undecryptable() implements EcrClient {
        @Override
        public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
            return BatchGetImageResponse.builder().failures(ImageFailure.builder().imageId(request.imageIds().getFirst())
                    .failureCode(ImageFailureCode.KMS_ERROR).failureReason("the key is disabled").build()).build();
        }

        @Override
        public String serviceName() { return "ecr"; }

        @Override
        public void close() {}
    }

    @Test
    void a_registry_that_does_not_answer_holds_back_only_what_needs_it() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"));
            world.account.faults().next("BatchGetImage",
                    new Fault.Refused("ServerException", 500, "try again"));

            var sweep = world.sweep();

            assertThat(sweep.unread()).singleElement().satisfies(unread -> assertThat(unread.kind()).isEqualTo("images"));
            assertThat(world.plan(sweep).applicable()).extracting(change -> change.id().kind()).containsExactlyInAnyOrder("discovery",
                    "listener-rule", "log-group", "target-group");
        }
    }
}
