package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.balancer.Balancer;
import com.meddevo.localcloud.balancer.HttpProbe;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.process.ProcessTasks;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Scope;
import io.github.bucket4j.BlockingStrategy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator, the local cloud, its balancer and two sets of real processes that take turns. */
class TrafficBetweenProcessesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TURN = Duration.ofMillis(300);
    private static final int EVERY_MILLIS = 20;
    private static final String APP = "pages";

    @TempDir
    Path home;

    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    @Test
    void no_request_is_lost_while_the_traffic_moves_to_other_processes_and_back() throws IOException {
        var registry = new LocalRegistry(home.resolve("registry"));
        for (String version : List.of("1", "2", "3"))
            registry.pushCommand(APP, version, serving(version));

        try (var names = new TaskNames(home.resolve("names"));
                var tasks = new ProcessTasks(home, registry, names, launch -> Map.of());
                var probe = new HttpProbe()) {
            var account = Account.running(tasks, probe, registry);
            var environment = World.environment(account.foundations("local", 8080));
            try (var aws = new AwsEnvironment(environment, World.clients(account), Clock.systemUTC(), BlockingStrategy.PARKING);
                    var balancer = new Balancer(account.routing());
                    var client = HttpClient.newHttpClient();
                    var load = Executors.newSingleThreadScheduledExecutor()) {
                var page = URI
                        .create("http://127.0.0.1:" + balancer.listen(account.foundations("local", 8080).listenerArn(), 0) + "/index.html");
                deployed(aws, new Fleet(environment, List.of(new Member.Wanted(app("1")))), "blue");
                var sending = load.scheduleAtFixedRate(() -> send(client, page), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);

                deployed(aws, new Fleet(environment, List.of(new Member.Wanted(app("2")))), "green");
                deployed(aws, new Fleet(environment, List.of(new Member.Wanted(app("3")))), "blue");

                sending.cancel(false);
                await().atMost(PATIENCE).until(() -> underWay.get() == 0);
                assertThat(answers).containsOnly("200 page of 1", "200 page of 2", "200 page of 3").contains("200 page of 1",
                        "200 page of 2", "200 page of 3");
            }
            account.timeline().close();
        }
    }

    /** The JDK's own file server, with one page that tells the version. */
    private String serving(String version) throws IOException {
        Path root = Files.createDirectories(home.resolve("site-" + version));
        Files.writeString(root.resolve("index.html"), "page of " + version);
        return "exec '" + Path.of(System.getProperty("java.home"), "bin", "jwebserver")
                + "' -o none -b \"$SERVER_ADDRESS\" -p \"$SERVER_PORT\" -d '"
                + root + "'";
    }

    private static AppSpec app(String version) {
        return AppSpec.of(new AppKey("default", APP), new AppSpec.Image(APP, Optional.of(version), Optional.empty()),
                AppSpec.Task.of(256, 512).stopTimeout(Duration.ofSeconds(2)).build())
                .port(Optional.of(8080)).replicas(2)
                .route(Optional.of(new AppSpec.Route("internal", List.of(), List.of("/*"),
                        new AppSpec.HealthCheck("/index.html", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2, "200"),
                        Duration.ofSeconds(1))))
                .deployment(new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(60))
                        .by(new TrafficShift(new TrafficShift.BlueGreen(), 0, List.of())))
                .build();
    }

    /** The operator's loop, until the version is through and its colour serves. */
    private static void deployed(AwsEnvironment aws, Fleet fleet, String colour) {
        await().atMost(PATIENCE).pollInterval(TURN).until(() -> {
            var sweep = aws.observe(new Scope(fleet, Optional.empty(), false));
            var plan = new Planner(Kinds.all(), List.of()).plan(fleet, sweep.snapshot());
            aws.apply(plan, fleet);
            return plan.settled() && Optional.ofNullable(sweep.rollouts().get(APP)).filter(Rollout::complete).flatMap(Rollout::traffic)
                    .filter(traffic -> traffic.colour().equals(colour)).isPresent();
        });
    }

    private void send(HttpClient client, URI page) {
        underWay.incrementAndGet();
        client.sendAsync(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString())
                .whenComplete((answer, failure) -> {
                    answers.add(failure == null ? answer.statusCode() + " " + answer.body() : failure.toString());
                    underWay.decrementAndGet();
                });
    }
}
