package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.localcloud.task.Company;
import com.meddevo.localcloud.task.Company.Condition;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.HealthCommand;
import com.meddevo.localcloud.task.TaskLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that make up one task together. */
class ContainersOfATaskTest {
    private static final String FOR_LONG = "exec sleep 600";

    @TempDir
    Path temp;
    private ShellTasks tasks;
    private EventsOfTest events;

    @BeforeEach
    void open() {
        tasks = new ShellTasks(temp);
        events = tasks.events;
    }

    @AfterEach
    void close() { tasks.close(); }

    private static ContainerLaunch container(String name, boolean essential, String line) {
        return ShellTasks.container(name, essential, line, Map.of());
    }

    private static Company after(String name, Condition condition) { return new Company(Map.of(name, condition), Optional.empty()); }

    private static Company checkedBy(String line) {
        return new Company(Map.of(), Optional
                .of(new HealthCommand(List.of("CMD-SHELL", line), Duration.ofMillis(100), Duration.ofSeconds(5), 2, Duration.ZERO)));
    }

    private void awaitRunning(TaskLaunch launch) {
        await().atMost(ShellTasks.PATIENCE).until(() -> events.running.containsKey(launch.taskId()));
    }

    private void awaitLine(String line) { await().atMost(ShellTasks.PATIENCE).until(() -> events.lines.contains(line)); }

    @Test
    void a_container_starts_when_the_one_before_it_has_succeeded() {
        var launch = tasks.start(container("app", true, "echo serving; " + FOR_LONG).among(after("migrate", Condition.SUCCESS)),
                container("migrate", false, "echo migrated"));

        awaitRunning(launch);
        awaitLine("app: serving");

        assertThat(events.lines).containsExactly("migrate: migrated", "app: serving");
    }

    @Test
    void a_task_whose_container_waits_for_what_failed_ends() {
        var launch = tasks.start(container("app", true, FOR_LONG).among(after("migrate", Condition.SUCCESS)),
                container("migrate", false, "exit 3"));

        assertThat(tasks.awaitEnd(launch))
                .isEqualTo("TaskFailedToStart: container app depends on container migrate, which ended with exit code 3");
        assertThat(events.running).isEmpty();
    }

    @Test
    void whoever_waits_for_an_end_does_not_mind_how_it_came() {
        var launch = tasks.start(container("app", true, FOR_LONG).among(after("migrate", Condition.COMPLETE)),
                container("migrate", false, "exit 3"));

        awaitRunning(launch);

        assertThat(events.stopped).isEmpty();
    }

    @Test
    void a_container_starts_when_the_one_before_it_is_healthy() {
        var proxy = container("proxy", true, "while [ ! -e open ]; do sleep 0.1; done; touch ready; echo open; " + FOR_LONG)
                .among(checkedBy("test -e ready"));
        var launch = tasks.start(container("app", true, "echo serving; " + FOR_LONG).among(after("proxy", Condition.HEALTHY)), proxy,
                container("opener", false, "touch open"));

        awaitRunning(launch);
        awaitLine("app: serving");

        assertThat(events.lines).containsExactly("proxy: open", "app: serving");
    }

    @Test
    void a_task_ends_when_an_essential_container_is_ill() {
        var launch = tasks.start(container("app", true, FOR_LONG).among(checkedBy("exit 1")));

        assertThat(tasks.awaitEnd(launch)).isEqualTo("Task failed container health checks");
    }

    @Test
    void a_task_goes_on_when_a_container_ends_that_is_not_essential() {
        var launch = tasks.start(container("app", true, "echo serving; " + FOR_LONG), container("helper", false, "echo done"));

        awaitLine("helper: done");
        awaitLine("app: serving");

        assertThat(events.stopped).doesNotContainKey(launch.taskId());
    }

    /** Watchers come from registries of others; nobody should have to fetch them to try an app. */
    @Test
    void a_container_from_elsewhere_that_nobody_pushed_is_left_out_and_its_log_says_so() {
        var agent = new ContainerLaunch("agent", "public.ecr.aws/datadog/agent:7", true, List.of(), Map.of(), List.of(),
                Duration.ofSeconds(2), Optional.empty());

        var launch = tasks.start(agent, container("app", true, "echo serving; " + FOR_LONG).among(after("agent", Condition.HEALTHY)));

        awaitRunning(launch);
        awaitLine("app: serving");
        assertThat(events.lines).first().isEqualTo("agent: container agent is not run on this machine: the local registry has no image "
                + "public.ecr.aws/datadog/agent:7");
    }

    @Test
    void a_task_that_waits_for_a_container_can_be_stopped() {
        var launch = tasks.start(container("app", true, FOR_LONG).among(after("migrate", Condition.COMPLETE)),
                container("migrate", false, "echo begun; " + FOR_LONG));
        awaitLine("migrate: begun");

        tasks.stop(launch);

        assertThat(tasks.awaitEnd(launch)).isEqualTo("Task stopped by user");
        assertThat(events.running).isEmpty();
    }
}
