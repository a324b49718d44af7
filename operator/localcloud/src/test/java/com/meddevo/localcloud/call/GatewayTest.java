package com.meddevo.localcloud.call;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.ThrottlingException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.servicediscovery.model.RequestLimitExceededException;

class GatewayTest {

    private final Stage stage = Stage.set();

    @Test
    void every_attempt_is_counted_also_a_refused_one() {
        stage.account.calls().clear();
        stage.ecs().listClusters();
        stage.account.logs().createLogGroup(request -> request.logGroupName("a"));
        refused(() -> stage.account.logs().createLogGroup(request -> request.logGroupName("a")));

        assertThat(stage.account.calls().counts()).containsExactly(entry("ecs:ListClusters", 1L), entry("logs:CreateLogGroup", 2L));
        assertThat(stage.account.calls().reads()).isEqualTo(1);
        assertThat(stage.account.calls().writes()).isEqualTo(2);
        assertThat(stage.account.calls().calls("CreateLogGroup")).extracting(Call::errorCode).containsExactly(Optional.empty(),
                Optional.of("ResourceAlreadyExistsException"));
    }

    @Test
    void a_page_is_an_attempt() {
        IntStream.range(0, 120).forEach(number -> stage.account.logs().createLogGroup(request -> request.logGroupName("g" + number)));
        stage.account.calls().clear();

        assertThat(stage.account.logs().describeLogGroupsPaginator().logGroups()).hasSize(120);

        assertThat(stage.account.calls().counts()).isEqualTo(Map.of("logs:DescribeLogGroups", 3L));
    }

    @Test
    void an_operation_that_nobody_wrote_throws_its_name() {
        assertThatThrownBy(() -> stage.ecs().runTask(request -> request.taskDefinition("web"))).isInstanceOf(NotSimulated.class)
                .hasMessageContaining("ecs:RunTask");
    }

    @Test
    void published_rates_hold_once_they_are_enforced() {
        stage.account.limits().enforce();
        IntStream.range(0, 20).forEach(number -> stage.registered("web", "web:" + number));

        assertThat(refused(() -> stage.registered("web", "web:20"))).isEqualTo("ThrottlingException: Rate exceeded");
        stage.advance(Duration.ofSeconds(1));
        stage.registered("web", "web:21");
        assertThat(refused(() -> stage.registered("web", "web:22"))).isEqualTo("ThrottlingException: Rate exceeded");

        stage.account.limits().lift();
        stage.registered("web", "web:23");
    }

    @Test
    void all_calls_of_load_balancing_share_one_bucket() {
        stage.account.limits().enforce();
        IntStream.range(0, 20).forEach(number -> stage.account.elb().createTargetGroup(stage.targetGroup("g" + number).build()));
        IntStream.range(0, 20).forEach(number -> stage.account.elb().describeTargetGroups());

        assertThat(refused(() -> stage.account.elb().describeTargetGroups())).startsWith("ThrottlingException");
    }

    @Test
    void each_service_refuses_too_many_calls_in_its_own_words() {
        stage.account.limits().enforce();

        assertThatThrownBy(() -> IntStream.range(0, 20).forEach(number -> stage.account.logs().describeLogGroups()))
                .isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> IntStream.range(0, 20).forEach(number -> stage.account.discovery().listNamespaces()))
                .isInstanceOf(RequestLimitExceededException.class);
    }

    @Test
    void a_refused_call_changes_nothing() {
        stage.account.faults().next("CreateCluster", new Fault.Refused("ServerException", 500, "later"));

        assertThatThrownBy(() -> stage.ecs().createCluster(request -> request.clusterName("other"))).isInstanceOf(ServerException.class);
        assertThat(stage.ecs().listClusters().clusterArns()).hasSize(1);

        stage.ecs().createCluster(request -> request.clusterName("other"));
        assertThat(stage.ecs().listClusters().clusterArns()).hasSize(2);
    }

    @Test
    @Tag("aws-35")
    void a_call_can_be_carried_out_and_still_fail() {
        stage.account.faults().next("CreateCluster", new Fault.RefusedAfterwards("InternalFailure", 500, "sorry"));
        assertThatThrownBy(() -> stage.ecs().createCluster(request -> request.clusterName("one"))).isInstanceOf(EcsException.class);
        stage.account.faults().next("CreateCluster", new Fault.Unanswered());
        assertThatThrownBy(() -> stage.ecs().createCluster(request -> request.clusterName("two"))).isInstanceOf(AnswerLost.class);

        assertThat(stage.ecs().listClusters().clusterArns()).hasSize(3);
    }

    @Test
    void a_caller_can_be_cut_off_at_any_of_its_calls() {
        stage.account.faults().nth(3, new Fault.Refused("AccessDeniedException", 400, "no"));

        stage.ecs().listClusters();
        stage.account.logs().describeLogGroups();
        assertThat(refused(() -> stage.ecs().listClusters())).isEqualTo("AccessDeniedException: no");
        stage.ecs().listClusters();
    }

    @Test
    void a_late_answer_waits_for_the_account_s_time() {
        stage.account.faults().next("ListClusters", new Fault.Delayed(Duration.ofSeconds(5)));
        var answer = CompletableFuture.supplyAsync(() -> stage.ecs().listClusters());
        Awaitility.await().until(() -> !stage.account.calls().calls("ListClusters").isEmpty() || !answer.isDone());

        stage.advance(Duration.ofSeconds(4));
        assertThat(answer).isNotDone();
        stage.advance(Duration.ofSeconds(1));

        Awaitility.await().until(answer::isDone);
    }

    @Test
    void readers_see_writes_late_and_in_order() {
        stage.account.consistency().lag(Duration.ofSeconds(2));
        stage.account.logs().createLogGroup(request -> request.logGroupName("a"));
        assertThat(stage.account.logs().describeLogGroups().logGroups()).isEmpty();
        stage.advance(Duration.ofSeconds(1));
        stage.account.logs().putRetentionPolicy(request -> request.logGroupName("a").retentionInDays(7));
        stage.advance(Duration.ofSeconds(1));

        assertThat(stage.account.logs().describeLogGroups().logGroups().getFirst().retentionInDays()).isNull();
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.account.logs().describeLogGroups().logGroups().getFirst().retentionInDays()).isEqualTo(7);
    }
}
