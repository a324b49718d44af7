package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.balancer.Balancer;
import com.meddevo.localcloud.balancer.HttpProbe;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

/** The account with everything that really runs: its scheduler decides, processes start and end, the balancer follows. */
class RunningAccountTest {
    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            class Server {
                public static void main(String[] args) throws Exception {
                    if (System.getenv("VERSION").equals("broken")) {
                        System.out.println("cannot read the settings");
                        System.exit(3);
                    }
                    var address = new InetSocketAddress(System.getenv("SERVER_ADDRESS"), Integer.parseInt(System.getenv("SERVER_PORT")));
                    var server = HttpServer.create(address, 0);
                    byte[] answer = System.getenv("VERSION").getBytes();
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path temp;
    private Account account;
    private Foundations foundations;

    @Test
    void a_service_rolls_without_a_failed_request_and_a_version_that_dies_at_its_start_is_rolled_back() throws Exception {
        // given
        LocalRegistry registry = new LocalRegistry(temp.resolve("registry"));
        registry.pushJar("server", "1", JarOfTest.compile(temp, "Server", SERVER));
        try (TaskNames names = new TaskNames(temp.resolve("names"));
                ProcessTasks tasks = new ProcessTasks(temp.resolve("home"), registry, names, launch -> Map.of());
                HttpProbe probe = new HttpProbe();
                HttpClient client = HttpClient.newHttpClient();
                ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor()) {
            account = Account.running(tasks, probe, registry);
            foundations = account.foundations("local", 8080);
            try (Balancer balancer = new Balancer(account.routing())) {
                var uri = URI.create("http://127.0.0.1:%d/".formatted(balancer.listen(foundations.listenerArn(), 0)));
                create(definition("first"));
                await().atMost(PATIENCE).until(() -> primary().rolloutState() == DeploymentRolloutState.COMPLETED);
                assertThat(account.names().addresses()).containsOnlyKeys("web.svc.local.meddevo.internal");
                var answers = new CopyOnWriteArrayList<CompletableFuture<HttpResponse<String>>>();
                load.scheduleAtFixedRate(() -> answers.add(client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())),
                        0, 20,
                        TimeUnit.MILLISECONDS);

                // when
                roll(definition("second"));
                await().atMost(PATIENCE).until(() -> primary().rolloutState() == DeploymentRolloutState.COMPLETED);
                roll(definition("broken"));
                await().atMost(PATIENCE)
                        .until(() -> service().events().stream().anyMatch(event -> event.message().contains("rolling back")));
                await().atMost(PATIENCE).until(
                        () -> service().deployments().size() == 1 && primary().rolloutState() == DeploymentRolloutState.COMPLETED);
                load.shutdown();
                assertThat(load.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

                // then
                assertThat(answers).hasSizeGreaterThan(100).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
                assertThat(answers.stream().map(answer -> answer.join().body()).distinct()).containsExactly("first", "second");
                assertThat(primary().taskDefinition()).endsWith("web:2");
                assertThat(lastWords()).contains("cannot read the settings");
            } finally {
                account.timeline().close();
            }
        }
    }

    private void create(String definition) {
        account.logs().createLogGroup(request -> request.logGroupName("/ecs/web"));
        var group = account.elb()
                .createTargetGroup(request -> request.name("web").protocol("HTTP").port(80).vpcId(foundations.vpcId()).targetType("ip")
                        .healthCheckIntervalSeconds(5).healthCheckTimeoutSeconds(2).healthyThresholdCount(2))
                .targetGroups().getFirst().targetGroupArn();
        account.elb().modifyTargetGroupAttributes(request -> request.targetGroupArn(group)
                .attributes(attribute -> attribute.key("deregistration_delay.timeout_seconds").value("1")));
        account.elb().createRule(request -> request.listenerArn(foundations.listenerArn()).priority(10)
                .conditions(condition -> condition.field("path-pattern").values("/*"))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));
        var registry = account.discovery().createService(request -> request.name("web").namespaceId(foundations.namespaceId())
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(1L)))).service().arn();
        account.ecs().createService(request -> request.cluster("local").serviceName("web").taskDefinition(definition).desiredCount(2)
                .launchType("FARGATE")
                .healthCheckGracePeriodSeconds(60)
                .deploymentConfiguration(deployment -> deployment.deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true)))
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(foundations.subnetIds())))
                .loadBalancers(balancer -> balancer.targetGroupArn(group).containerName("main").containerPort(8081))
                .serviceRegistries(one -> one.registryArn(registry)));
    }

    private String definition(String version) {
        var container = ContainerDefinition.builder().name("main").image("server:1").portMappings(port -> port.containerPort(8081))
                .environment(variable -> variable.name("VERSION").value(version))
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of("awslogs-group", "/ecs/web", "awslogs-stream-prefix", "web")))
                .build();
        return account.ecs()
                .registerTaskDefinition(request -> request.family("web").networkMode("awsvpc").requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256").memory("512").executionRoleArn(foundations.executionRoleArn()).containerDefinitions(container))
                .taskDefinition().taskDefinitionArn();
    }

    private void roll(String definition) {
        account.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(definition));
    }

    private Service service() {
        return account.ecs().describeServices(request -> request.cluster("local").services("web")).services().getFirst();
    }

    private Deployment primary() { return service().deployments().getFirst(); }

    private List<String> lastWords() {
        return account.logs().describeLogStreams(request -> request.logGroupName("/ecs/web").orderBy(OrderBy.LAST_EVENT_TIME)).logStreams()
                .stream()
                .flatMap(stream -> account.logs()
                        .getLogEvents(request -> request.logGroupName("/ecs/web").logStreamName(stream.logStreamName())).events()
                        .stream())
                .map(event -> event.message()).toList();
    }
}
