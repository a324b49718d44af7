package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.localcloud.balancer.Action;
import com.meddevo.localcloud.balancer.Balancer;
import com.meddevo.localcloud.balancer.HttpProbe;
import com.meddevo.localcloud.balancer.Route;
import com.meddevo.localcloud.balancer.RoutingTable;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.balancer.Weighted;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskLaunch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, probe and balancer together, in the order in which ECS exchanges the tasks of a service. */
class RollingExchangeTest {
    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            class Server {
                public static void main(String[] args) throws Exception {
                    var address = new InetSocketAddress(System.getenv("SERVER_ADDRESS"), Integer.parseInt(System.getenv("SERVER_PORT")));
                    var server = HttpServer.create(address, 0);
                    byte[] answer = System.getenv("MEDDEVO_TASK_ID").getBytes();
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;
    private static final int REQUESTS = 300;
    private static final int EVERY_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    @TempDir
    Path temp;
    private final EventsOfTest events = new EventsOfTest();
    private final List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    private volatile List<Target> targets = List.of();

    @Test
    void no_request_fails_while_tasks_are_exchanged_under_fifty_requests_per_second() throws Exception {
        // given
        LocalRegistry registry = new LocalRegistry(temp.resolve("registry"));
        registry.pushJar("server", "1", JarOfTest.compile(temp, "Server", SERVER));
        try (TaskNames names = new TaskNames(temp.resolve("names"));
                ProcessTasks tasks = new ProcessTasks(temp.resolve("home"), registry, names, launch -> Map.of());
                HttpProbe probe = new HttpProbe();
                Balancer balancer = new Balancer(toTargets());
                HttpClient client = HttpClient.newHttpClient();
                ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor()) {
            URI uri = URI.create("http://127.0.0.1:" + balancer.listen("listener", 0));
            TaskLaunch serving = start(tasks, probe);
            targets = List.of(target(serving));
            ScheduledFuture<?> sending = load.scheduleAtFixedRate(() -> send(client, uri), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);

            // when
            for (int round = 0; round < 2; round++) {
                TaskLaunch next = start(tasks, probe);
                targets = List.of(target(serving), target(next));
                targets = List.of(target(next));
                CompletableFuture.allOf(sentSoFar()).join();
                tasks.stop(serving.taskId());
                serving = next;
            }
            await().atMost(PATIENCE).until(() -> sentSoFar().length >= REQUESTS);
            sending.cancel(false);

            // then
            CompletableFuture.allOf(sentSoFar()).join();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(answers.stream().map(answer -> answer.join().body()).distinct()).hasSize(3);
        }
    }

    private RoutingTable toTargets() {
        return new RoutingTable() {
            @Override
            public List<Route> routes(String listenerArn) {
                return List.of(new Route(Route.DEFAULT, List.of(), List.of(), new Action.Forward(List.of(new Weighted("group", 1)))));
            }

            @Override
            public List<Target> healthyTargets(String targetGroupArn) { return targets; }

            @Override
            public void requestCompleted(String targetGroupArn, Target target, int status, Duration took) {
                assertThat(status).isEqualTo(200);
            }
        };
    }

    /** Starts a task and waits until it is healthy. */
    private TaskLaunch start(ProcessTasks tasks, HttpProbe probe) {
        ContainerLaunch container = new ContainerLaunch("main", "server:1", true, List.of(), Map.of(), List.of(8081), Duration.ofSeconds(5),
                Optional.empty());
        TaskLaunch launch = new TaskLaunch(UUID.randomUUID().toString().replace("-", ""), "local", "web", "web:1", List.of(container), 256,
                256);
        tasks.start(launch, events);
        await().atMost(PATIENCE).until(() -> events.running.containsKey(launch.taskId()));
        await().atMost(PATIENCE).until(() -> probe.healthy(target(launch), "/", Duration.ofSeconds(2), "200"));
        return launch;
    }

    private Target target(TaskLaunch launch) { return new Target(events.running.get(launch.taskId()), 8081); }

    private synchronized void send(HttpClient client, URI uri) {
        answers.add(client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    }

    /** Every request that may still be with a target that has just been taken out: the drain that ECS waits for. */
    private synchronized CompletableFuture<?>[] sentSoFar() {
        return answers.toArray(CompletableFuture[]::new);
    }
}
