package com.meddevo.localcloud.logs;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LogDriver;

class LogsTest {

    private final Stage stage = Stage.set();
    private final CloudWatchLogsClient logs = stage.account.logs();

    @Test
    @Tag("aws-33")
    void a_group_is_created_once_and_shows_its_arn_with_and_without_a_star() {
        logs.createLogGroup(request -> request.logGroupName("/ecs/web"));

        assertThat(refused(() -> logs.createLogGroup(request -> request.logGroupName("/ecs/web"))))
                .startsWith("ResourceAlreadyExistsException");
        assertThat(group("/ecs/web")).returns(LogGroupClass.STANDARD, LogGroup::logGroupClass).returns(null, LogGroup::retentionInDays)
                .returns("arn:aws:logs:eu-central-1:000000000000:log-group:/ecs/web:*", LogGroup::arn)
                .returns("arn:aws:logs:eu-central-1:000000000000:log-group:/ecs/web", LogGroup::logGroupArn);
    }

    @Test
    @Tag("aws-33")
    void a_retention_is_one_of_the_few_that_aws_has() {
        logs.createLogGroup(request -> request.logGroupName("/ecs/web"));

        logs.putRetentionPolicy(request -> request.logGroupName("/ecs/web").retentionInDays(365));
        assertThat(group("/ecs/web").retentionInDays()).isEqualTo(365);
        assertThat(refused(() -> logs.putRetentionPolicy(request -> request.logGroupName("/ecs/web").retentionInDays(2))))
                .startsWith("InvalidParameterException");
        logs.deleteRetentionPolicy(request -> request.logGroupName("/ecs/web"));

        assertThat(group("/ecs/web").retentionInDays()).isNull();
        assertThat(refused(() -> logs.putRetentionPolicy(request -> request.logGroupName("/none").retentionInDays(1))))
                .startsWith("ResourceNotFoundException");
    }

    @Test
    @Tag("aws-33")
    @Tag("aws-36")
    void tags_want_the_arn_without_the_star() {
        logs.createLogGroup(request -> request.logGroupName("/ecs/web").tags(Map.of("app", "web")));
        var group = group("/ecs/web");
        logs.tagResource(request -> request.resourceArn(group.logGroupArn()).tags(Map.of("env", "local")));
        logs.untagResource(request -> request.resourceArn(group.logGroupArn()).tagKeys("app"));

        assertThat(logs.listTagsForResource(request -> request.resourceArn(group.logGroupArn())).tags())
                .containsExactly(Map.entry("env", "local"));
        assertThat(refused(() -> logs.listTagsForResource(request -> request.resourceArn(group.arn()))))
                .startsWith("InvalidParameterException");
    }

    @Test
    void groups_are_described_by_fifties() {
        IntStream.range(0, 60).forEach(number -> logs.createLogGroup(request -> request.logGroupName("/ecs/%02d".formatted(number))));

        assertThat(logs.describeLogGroups().logGroups()).hasSize(50);
        assertThat(logs.describeLogGroupsPaginator().logGroups()).hasSize(60);
        assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix("/ecs/5")).logGroups()).hasSize(10);
    }

    @Test
    void what_tasks_write_is_read_by_stream_from_either_end() {
        logs.createLogGroup(request -> request.logGroupName("/ecs/web"));
        stage.simulation.tasks().behave("web", new Behaviour.Crashes(Duration.ofSeconds(1), 1, "no settings found"));
        stage.ecs().createService(stage.service("web", logging("web", Map.of()), 1).build());
        stage.advance(Duration.ofSeconds(15));

        var streams = logs.describeLogStreams(request -> request.logGroupName("/ecs/web").orderBy("LastEventTime").descending(true))
                .logStreams();

        assertThat(streams).isNotEmpty().allMatch(stream -> stream.logStreamName().matches("web/app/[0-9a-f]{32}"));
        var name = streams.getFirst().logStreamName();
        assertThat(logs.getLogEvents(request -> request.logGroupName("/ecs/web").logStreamName(name).limit(1)).events())
                .extracting("message")
                .containsExactly("no settings found");
        var first = logs.getLogEvents(request -> request.logGroupName("/ecs/web").logStreamName(name).limit(1).startFromHead(true));
        assertThat(first.events()).extracting("message").containsExactly("started web:1");
        assertThat(logs.getLogEvents(request -> request.logGroupName("/ecs/web").logStreamName(name).nextToken(first.nextForwardToken()))
                .events())
                .extracting("message").containsExactly("no settings found");
        assertThat(logs.filterLogEvents(request -> request.logGroupName("/ecs/web").filterPattern("\"no settings\" found")).events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.message()).isEqualTo("no settings found"));
    }

    @Test
    void a_task_whose_log_group_is_missing_does_not_start() {
        stage.ecs().createService(stage.service("web", logging("web", Map.of()), 1).build());
        stage.advance(Duration.ofMinutes(5));

        var stopped = stage.ecs().listTasks(request -> request.cluster("local").desiredStatus(DesiredStatus.STOPPED)).taskArns();

        assertThat(stage.ecs().describeTasks(request -> request.cluster("local").tasks(stopped)).tasks()).isNotEmpty()
                .allSatisfy(task -> assertThat(task.stoppedReason()).startsWith("ResourceInitializationError")
                        .contains("The specified log group does not exist"));
        assertThat(stage.simulation.tasks().running()).isEmpty();
    }

    @Test
    void a_container_may_ask_for_its_group_to_be_made() {
        stage.ecs().createService(stage.service("web", logging("web", Map.of("awslogs-create-group", "true")), 1).build());
        stage.advance(Duration.ofSeconds(15));

        assertThat(group("/ecs/web").retentionInDays()).isNull();
        assertThat(stage.described("web").runningCount()).isEqualTo(1);
    }

    private String logging(String name, Map<String, String> more) {
        var options = new HashMap<>(
                Map.of("awslogs-group", "/ecs/" + name, "awslogs-region", "eu-central-1", "awslogs-stream-prefix", name));
        options.putAll(more);
        return stage.ecs()
                .registerTaskDefinition(stage.definition(name, name + ":1").containerDefinitions(ContainerDefinition.builder().name("app")
                        .image(name + ":1").logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(options)).build()).build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    private LogGroup group(String name) {
        return logs.describeLogGroups(request -> request.logGroupNamePrefix(name)).logGroups().getFirst();
    }
}
