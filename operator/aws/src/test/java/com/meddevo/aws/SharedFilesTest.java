package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.process.ProcessTasks;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Scope;
import io.github.bucket4j.BlockingStrategy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** The operator, the local cloud and real processes: two services that name one path of the file system. */
class SharedFilesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final FileArea.Owner OWNER = new FileArea.Owner(1000, 1000, "750");

    @TempDir
    Path home;

    private static AppSpec app(String name, FileArea area) {
        return AppSpec.of(new AppKey("default", name), new AppSpec.Image(name, Optional.of("1"), Optional.empty()),
                AppSpec.Task.of(256, 512).environment(Map.of("PAGES", area.mountPath())).stopTimeout(Duration.ofSeconds(2))
                        .files(List.of(area)).build())
                .replicas(1).build();
    }

    @Test
    void what_one_service_writes_another_reads() {
        var registry = new LocalRegistry(home.resolve("registry"));
        registry.pushCommand("writer", "1", "echo page one > \"$PAGES/one.txt\"; exec sleep 600");
        registry.pushCommand("reader", "1", "until cat \"$PAGES/one.txt\" 2>/dev/null; do sleep 0.2; done; exec sleep 600");
        var writer = app("writer", new FileArea("pages", "/files/pages", "/pages", FileArea.Access.READ_WRITE, OWNER));
        var reader = app("reader", new FileArea("originals", "/originals", "/pages", FileArea.Access.READ_ONLY, OWNER));

        try (var names = new TaskNames(home.resolve("names"));
                var tasks = new ProcessTasks(home, registry, names, launch -> Map.of())) {
            var account = Account.running(tasks, (target, path, timeout, matcher) -> true, registry);
            var environment = World.environment(account.foundations("local", 8080));
            var fleet = new Fleet(environment, List.of(new Member.Wanted(writer), new Member.Wanted(reader)));
            try (var aws = new AwsEnvironment(environment, World.clients(account), Clock.systemUTC(), BlockingStrategy.PARKING)) {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                    var sweep = aws.observe(new Scope(fleet, Optional.empty(), false));
                    aws.apply(new Planner(Kinds.all(), List.of()).plan(fleet, sweep.snapshot()), fleet);
                    return !written(account, "reader").isEmpty();
                });

                assertThat(written(account, "reader")).containsExactly("page one");
                assertThat(home.resolve("files").resolve(environment.files().orElseThrow().fileSystemId()).resolve("pages/one.txt"))
                        .hasContent("page one");
            }
            account.timeline().close();
        }
    }

    private static List<String> written(Account account, String app) {
        String group = "/ecs/local/" + app;
        if (account.logs().describeLogGroups(request -> request.logGroupNamePrefix(group)).logGroups().isEmpty()) return List.of();
        return account.logs().describeLogStreams(request -> request.logGroupName(group)).logStreams().stream()
                .flatMap(stream -> account.logs()
                        .getLogEvents(request -> request.logGroupName(group).logStreamName(stream.logStreamName()).startFromHead(true))
                        .events().stream())
                .map(OutputLogEvent::message).toList();
    }
}
