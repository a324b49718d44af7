package com.meddevo.aws;

import com.meddevo.aws.adopt.Found;
import com.meddevo.fleet.AppKey;
import com.meddevo.localcloud.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

/** A service with all that belongs to it, made with the SDK by somebody who has never heard of the operator. */
final class ByHand {
    static final String NAME = "legacy";
    static final int PORT = 8080;
    private static final AppKey KEY = new AppKey("default", NAME);

    private final World world;
    private final Account account;
    /** What the service runs. */
    String image;
    String family;
    String group = "/ecs/local/" + NAME;
    /** What the load balancer sends requests to, and by what; the second group is there where traffic moves. */
    String blue;
    Optional<String> green = Optional.empty();
    String rule;

    ByHand(World world) {
        this.world = world;
        this.account = world.account;
        world.push(NAME, "1.0.0");
        this.image = NAME + "@" + world.simulation.images().find(NAME, "1.0.0").orElseThrow().digest();
        this.family = "meddevo-local-" + NAME;
    }

    void make() { make(UnaryOperator.identity(), UnaryOperator.identity()); }

    void make(UnaryOperator<RegisterTaskDefinitionRequest.Builder> task, UnaryOperator<CreateServiceRequest.Builder> service) {
        account.logs().createLogGroup(request -> request.logGroupName(group));
        account.logs().putRetentionPolicy(request -> request.logGroupName(group).retentionInDays(90));
        String revision = account.ecs().registerTaskDefinition(task.apply(revision()).build()).taskDefinition().taskDefinitionArn();
        blue = targets("legacy-targets");
        rule = rule("/legacy/*", 20_000,
                Stream.concat(Stream.of(weighted(blue, 100)), green.stream().map(arn -> weighted(arn, 0))).toList());
        String registry = account.discovery().createService(request -> request.name(NAME)
                .namespaceId(world.environment.discovery().orElseThrow().namespaceId())
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(10L)))
                .healthCheckCustomConfig(check -> check.failureThreshold(1))).service().arn();
        account.ecs().createService(service.apply(service(revision, blue, registry)).build());
        world.rest();
    }

    /** A service whose deployments move its traffic to another target group. */
    void makeMoving(UnaryOperator<DeploymentConfiguration.Builder> how) {
        green = Optional.of(targets("legacy-green"));
        make(UnaryOperator.identity(), service -> service.deploymentConfiguration(deployment -> how.apply(deployment
                .minimumHealthyPercent(100).maximumPercent(200).deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))))
                .loadBalancers(balancer -> balancer.targetGroupArn(blue).containerName(NAME).containerPort(PORT)
                        .advancedConfiguration(pair -> pair.alternateTargetGroupArn(green.orElseThrow()).productionListenerRule(rule)
                                .roleArn(world.environment.roles().infrastructure().orElseThrow()))));
    }

    /** What the service would be as an app. */
    Found found() { return world.aws().find(KEY); }

    /** What the first plan changes after it has become one. */
    List<String> differencesAfterAdopting() {
        var found = found();
        world.aws().adopt(found);
        world.rest();
        return found.differences(world.wants(found.app()).plan());
    }

    private String targets(String name) {
        return account.elb().createTargetGroup(request -> request.name(name).protocol("HTTP").port(PORT)
                .vpcId(world.environment.network().vpcId()).targetType("ip").healthCheckPath("/ready").healthCheckIntervalSeconds(20)
                .matcher(matcher -> matcher.httpCode("200-299"))).targetGroups().getFirst().targetGroupArn();
    }

    /** @return its ARN */
    String rule(String path, int priority, List<TargetGroupTuple> to) {
        return account.elb().createRule(request -> request.listenerArn(world.environment.listeners().get("internal").arn())
                .priority(priority).conditions(condition -> condition.field("path-pattern").pathPatternConfig(one -> one.values(path)))
                .actions(action -> action.type("forward").forwardConfig(forward -> forward.targetGroups(to)))).rules().getFirst().ruleArn();
    }

    static TargetGroupTuple weighted(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    private RegisterTaskDefinitionRequest.Builder revision() {
        var roles = world.environment.roles();
        return RegisterTaskDefinitionRequest.builder().family(family).networkMode("awsvpc").requiresCompatibilitiesWithStrings("FARGATE")
                .cpu("512").memory("1024").runtimePlatform(platform -> platform.cpuArchitecture("ARM64").operatingSystemFamily("LINUX"))
                .executionRoleArn(roles.execution().orElseThrow()).taskRoleArn(roles.task().orElseThrow())
                .containerDefinitions(container -> container.name(NAME).image(image).essential(true)
                        .portMappings(port -> port.containerPort(PORT)).environment(variable -> variable.name("LOG_LEVEL").value("debug"))
                        .logConfiguration(log -> log.logDriver("awslogs").options(Map.of("awslogs-group", group, "awslogs-region",
                                world.environment.account().region(), "awslogs-stream-prefix", "task"))));
    }

    private CreateServiceRequest.Builder service(String revision, String targets, String registry) {
        var network = world.environment.network();
        return CreateServiceRequest.builder().cluster(world.environment.cluster()).serviceName(NAME).taskDefinition(revision)
                .desiredCount(2)
                .launchType("FARGATE").propagateTags(PropagateTags.SERVICE).enableECSManagedTags(true)
                .availabilityZoneRebalancing("ENABLED").healthCheckGracePeriodSeconds(45)
                .networkConfiguration(configuration -> configuration
                        .awsvpcConfiguration(aws -> aws.subnets(network.subnetIds()).securityGroups(network.securityGroupIds())))
                .loadBalancers(balancer -> balancer.targetGroupArn(targets).containerName(NAME).containerPort(PORT))
                .serviceRegistries(one -> one.registryArn(registry))
                .deploymentConfiguration(deployment -> deployment.minimumHealthyPercent(100).maximumPercent(200)
                        .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true)));
    }

    /** How often the service has been deployed. */
    Optional<String> deployment() {
        return account.ecs().describeServices(request -> request.cluster(world.environment.cluster()).services(NAME)).services().stream()
                .flatMap(service -> service.deployments().stream()).map(deployment -> deployment.id()).findFirst();
    }
}
