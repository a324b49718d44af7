package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.imagerepository.ImageRepositories;
import com.meddevo.fleet.Environment;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.Answer;
import com.meddevo.registry.Candidates;
import com.meddevo.registry.CleanUp;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import com.meddevo.registry.Sight;
import com.meddevo.registry.StoredImage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry and the environment that pulls from it, both on one simulated account. */
class RegistryTest {
    private static final String OTHER = "111122223333";
    private final World world = World.inProcess();
    private final Registry registry = registry(new Settings(true, true, List.of("develop*"), List.of(), Optional.empty()));
    private AwsRegistry aws = aws(registry);

    private Registry registry(Settings settings) {
        var account = new Environment.Account("000000000000", "eu-central-1", Optional.empty(), Optional.empty());
        return new Registry("platform", account, "", settings, List.of("local"),
                new CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24)));
    }

    private AwsRegistry aws(Registry of) {
        return new AwsRegistry(of, World.clients(world.account), 0.9, world.account.timeline().clock(), nanos -> {});
    }

    @AfterEach
    void close() { world.close(); }

    private List<Change<?>> plan(Collection<String> accounts, String... named) {
        return new ImageRepositories(registry, accounts).plan(List.of(named), aws.read(accounts).repositories()).changes();
    }

    @Test
    void a_repository_is_created_with_its_settings_and_then_nothing_is_left_to_do() {
        var changes = plan(Set.of(OTHER), "techdoc");
        aws.configure(changes);

        assertThat(changes).singleElement().isInstanceOf(Change.Create.class);
        assertThat(plan(Set.of(OTHER), "techdoc")).isEmpty();
        var made = world.account.ecr().describeRepositories().repositories().getFirst();
        assertThat(made.imageTagMutabilityAsString()).isEqualTo("IMMUTABLE_WITH_EXCLUSION");
        assertThat(made.imageScanningConfiguration().scanOnPush()).isTrue();
    }

    @Test
    void a_repository_that_a_push_created_is_set_up_and_not_created_again() {
        world.push("techdoc", "1.0");
        world.account.ecr().putLifecyclePolicy(policy -> policy.repositoryName("techdoc").lifecyclePolicyText("{\"rules\":[]}"));

        var changes = plan(Set.of(OTHER), "techdoc");
        aws.configure(changes);

        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.Update.class,
                update -> assertThat(update.fields().toString()).contains("scanOnPush", "immutable", "movingTags", "policy",
                        "lifecyclePolicy",
                        "registry"));
        assertThat(plan(Set.of(OTHER), "techdoc")).isEmpty();
    }

    @Test
    void a_policy_that_aws_gives_back_in_another_form_is_no_difference() {
        aws.configure(plan(Set.of(OTHER), "techdoc"));
        world.account.ecr().setRepositoryPolicy(policy -> policy.repositoryName("techdoc").policyText(
                """
                        {"Statement": [{"Action": ["ecr:GetDownloadUrlForLayer", "ecr:batchgetimage", "ecr:DescribeImages",
                          "ecr:describerepositories", "ecr:BatchCheckLayerAvailability"], "Principal": {"AWS": "111122223333"}, "Effect": "Allow", "Sid": "MeddevoPull"}],
                         "Version": "2012-10-17"}"""));

        assertThat(plan(Set.of(OTHER), "techdoc")).isEmpty();
    }

    @Test
    void what_others_wrote_into_a_policy_stays_and_holds_the_clean_up_while_it_lets_strangers_pull() {
        aws.configure(plan(Set.of(OTHER), "techdoc"));
        world.account.ecr().setRepositoryPolicy(policy -> policy.repositoryName("techdoc").policyText("""
                {"Statement": {"Sid": "Theirs", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:role/batch"},
                  "Action": "ecr:BatchGetImage"}}"""));

        aws.configure(plan(Set.of(OTHER), "techdoc"));

        assertThat(world.account.ecr().getRepositoryPolicy(policy -> policy.repositoryName("techdoc")).policyText())
                .contains("Theirs", "MeddevoPull");
        assertThat(plan(Set.of(OTHER), "techdoc")).isEmpty();
        assertThat(aws.read(Set.of(OTHER)).unread().get("techdoc")).contains("999988887777");
    }

    @Test
    void a_repository_of_another_registry_is_left_alone() {
        aws.configure(plan(Set.of(), "techdoc"));
        world.account.ecr().tagResource(tag -> tag.resourceArn("arn:aws:ecr:eu-central-1:000000000000:repository/techdoc")
                .tags(one -> one.key("meddevo:registry").value("theirs")));

        assertThat(plan(Set.of(), "techdoc")).singleElement().isInstanceOfSatisfying(Change.Blocked.class,
                blocked -> assertThat(blocked.by()).isEqualTo("ownership"));
    }

    @Test
    void an_untagged_image_that_a_service_runs_stays_and_one_that_nobody_needs_vanishes() {
        var app = world.app("techdoc");
        world.wants(app).settle();
        String neverRan = push("techdoc", "1.0.0", "was never deployed");
        String unneeded = push("techdoc", "develop", "old");
        push("techdoc", "develop", "new");
        world.simulation.advance(Duration.ofMinutes(1));
        push("techdoc", "1.0.0", "newest");

        decide(decide(Candidates.NONE, Duration.ofDays(8)), Duration.ofHours(25));

        assertThat(digests("techdoc")).doesNotContain(unneeded, neverRan).contains(pinned());
        assertThat(world.account.ecs().describeTasks(request -> request.cluster("local").tasks(
                world.account.ecs().listTasks(list -> list.cluster("local")).taskArns())).tasks()).isNotEmpty()
                .allSatisfy(task -> assertThat(digests("techdoc")).contains(task.containers().getFirst().imageDigest()));
    }

    @Test
    void a_tag_that_is_given_right_before_the_deletion_saves_the_image() {
        String old = push("techdoc", "develop", "old");
        push("techdoc", "develop", "new");
        var candidates = decide(Candidates.NONE, Duration.ofDays(8));
        world.simulation.advance(Duration.ofHours(25));
        var first = CleanUp.decide(sight(), candidates, world.account.timeline().now());
        push("techdoc", "saved", "old");

        var gone = aws.delete(first);

        assertThat(first.deleted()).contains(StoredImage.idOf("techdoc", old));
        assertThat(gone).isEmpty();
        assertThat(digests("techdoc")).contains(old);
    }

    @Test
    void a_list_goes_with_all_that_it_holds() {
        world.simulation.images().pushList("render", "develop", List.of("arm", "intel"), world.account.timeline().now());
        world.simulation.advance(Duration.ofMinutes(1));
        push("render", "develop", "new");

        decide(decide(Candidates.NONE, Duration.ofDays(8)), Duration.ofHours(25));

        assertThat(digests("render")).hasSize(1);
    }

    @Test
    void a_read_of_the_environment_that_breaks_off_half_way_is_no_answer() {
        world.wants(world.app("techdoc")).settle();
        for (String call : List.of("ListClusters", "ListServices", "DescribeServices", "ListServiceDeployments", "DescribeServiceRevisions",
                "ListTasks", "DescribeTasks", "ListTaskDefinitions")) {
            world.account.faults().next(call, new Fault.Refused("AccessDeniedException", 400, "not authorized to perform: ecs:" + call));

            assertThat(world.aws().neededImages()).as(call).isInstanceOfSatisfying(Answer.Unread.class,
                    unread -> assertThat(unread.because()).contains("ecs:" + call));
        }
        assertThat(world.aws().neededImages()).isInstanceOf(Answer.Needs.class);
    }

    @Test
    void a_repository_that_cannot_be_read_is_named_and_the_others_are_read() {
        push("techdoc", "1.0", "a");
        push("render", "1.0", "b");
        world.account.faults().next("DescribeImages", new Fault.Refused("ServerException", 500, "try again"));

        var contents = aws.read(Set.of());

        assertThat(contents.unread()).containsOnlyKeys("render");
        assertThat(contents.images()).extracting(StoredImage::repository).containsExactly("techdoc");
    }

    @Test
    void a_repository_whose_creation_was_not_answered_is_not_created_twice_and_gets_what_it_lacks() {
        var changes = plan(Set.of(OTHER), "techdoc", "render");
        world.account.faults().next("CreateRepository", new Fault.Unanswered());

        var outcomes = aws.configure(changes);
        aws = aws(registry); // the operator's process dies and another comes
        aws.configure(plan(Set.of(OTHER), "techdoc", "render"));

        assertThat(outcomes.values()).anyMatch(Outcome.Done.class::isInstance).anySatisfy(
                outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.retry()).isTrue()));
        assertThat(plan(Set.of(OTHER), "techdoc", "render")).isEmpty();
        assertThat(world.account.calls().calls("CreateRepository")).hasSize(2);
        assertThat(world.account.ecr().describeRepositories().repositories()).hasSize(2);
    }

    @Test
    void every_setting_that_was_written_and_not_answered_is_found_by_the_next_reading() {
        world.push("techdoc", "1.0");
        for (String call : List.of("PutImageScanningConfiguration", "PutImageTagMutability", "SetRepositoryPolicy", "TagResource")) {
            world.account.faults().next(call, new Fault.Unanswered());

            aws.configure(plan(Set.of(OTHER), "techdoc"));
            aws = aws(registry);
        }
        aws.configure(plan(Set.of(OTHER), "techdoc"));

        assertThat(plan(Set.of(OTHER), "techdoc")).isEmpty();
    }

    @Test
    void an_image_whose_deletion_was_not_answered_is_gone_and_nothing_else_goes() {
        String old = push("techdoc", "develop", "old");
        String current = push("techdoc", "develop", "new");
        var candidates = decide(Candidates.NONE, Duration.ofDays(8));
        world.simulation.advance(Duration.ofHours(25));
        var first = CleanUp.decide(sight(), candidates, world.account.timeline().now());
        world.account.faults().next("BatchDeleteImage", new Fault.Unanswered());

        assertThatThrownBy(() -> aws.delete(first)).matches(AwsErrors::fromAws);
        aws = aws(registry);
        decide(first.candidates(), Duration.ofMinutes(1));

        assertThat(digests("techdoc")).doesNotContain(old).containsExactly(current);
        assertThat(world.account.calls().calls("BatchDeleteImage")).hasSize(1);
    }

    private String push(String repository, String tag, String content) {
        return world.simulation.images().push(repository, tag, content, world.account.timeline().now()).digest();
    }

    private String pinned() {
        return world.simulation.images().list("techdoc").stream().map(image -> image.digest())
                .filter(digest -> world.aws().neededImages() instanceof Answer.Needs(var needs)
                        && needs.stream().anyMatch(need -> need.digest().equals(digest)))
                .findFirst().orElseThrow();
    }

    private Sight sight() {
        var contents = aws.read(Set.of());
        return new Sight(registry, Map.of(), contents.images(), contents.unread(), Map.of("local", world.aws().neededImages()));
    }

    private Candidates decide(Candidates before, Duration later) {
        world.simulation.advance(later);
        var first = CleanUp.decide(sight(), before, world.account.timeline().now());
        var confirmed = CleanUp.confirm(first, sight(), world.account.timeline().now());
        aws.delete(confirmed);
        return confirmed.candidates();
    }

    private List<String> digests(String repository) {
        return aws.read(Set.of()).images().stream().filter(image -> image.repository().equals(repository)).map(StoredImage::id)
                .map(ResourceId::name).toList();
    }
}
