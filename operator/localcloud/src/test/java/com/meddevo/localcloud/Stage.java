package com.meddevo.localcloud;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

/** A simulation with an environment in it, and short ways to put apps on it. */
public final class Stage {

    public final Simulation simulation;
    public final Account account;
    public final Foundations foundations;

    private Stage(Simulation simulation) {
        this.simulation = simulation;
        this.account = simulation.account();
        this.foundations = account.foundations("local", 8080);
    }

    public static Stage set() { return new Stage(Simulation.start()); }

    /** An account with nothing in it, to restore another one's state into. */
    public static Account empty() {
        return Simulation.start().account();
    }

    public EcsClient ecs() { return account.ecs(); }

    public void advance(Duration by) { simulation.advance(by); }

    public CreateTargetGroupRequest.Builder targetGroup(String name) {
        return CreateTargetGroupRequest.builder().name(name).protocol(ProtocolEnum.HTTP).port(80).vpcId(foundations.vpcId())
                .targetType(TargetTypeEnum.IP)
                .healthCheckIntervalSeconds(10).healthCheckPath("/health");
    }

    /** Makes a target group that a rule uses, drained in ten seconds. */
    public String routedTargetGroup(String name, int priority) {
        var arn = account.elb().createTargetGroup(targetGroup(name).build()).targetGroups().getFirst().targetGroupArn();
        account.elb().modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(attribute -> attribute.key("deregistration_delay.timeout_seconds").value("10")));
        account.elb().createRule(request -> request.listenerArn(foundations.listenerArn()).priority(priority)
                .conditions(condition -> condition.field("path-pattern").values("/" + name + "/*"))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(arn)));
        return arn;
    }

    public String discoveryService(String name) {
        return account.discovery().createService(request -> request.name(name).namespaceId(foundations.namespaceId())
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(10L)))).service().arn();
    }

    public RegisterTaskDefinitionRequest.Builder definition(String family, String image) {
        return RegisterTaskDefinitionRequest.builder().family(family).requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC).cpu("256")
                .memory("512").executionRoleArn(foundations.executionRoleArn())
                .containerDefinitions(
                        ContainerDefinition.builder().name("app").image(image).portMappings(port -> port.containerPort(8080)).build());
    }

    /** Registers a definition and returns its ARN. */
    public String registered(String family, String image) {
        return ecs().registerTaskDefinition(definition(family, image).build()).taskDefinition().taskDefinitionArn();
    }

    /** A service with a circuit breaker that rolls back, and nothing that serves or names it. */
    public CreateServiceRequest.Builder service(String name, String taskDefinition, int desired) {
        return CreateServiceRequest.builder().cluster("local").serviceName(name).taskDefinition(taskDefinition).desiredCount(desired)
                .launchType(LaunchType.FARGATE)
                .deploymentConfiguration(deployment -> deployment.maximumPercent(200).minimumHealthyPercent(100)
                        .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true)))
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(foundations.subnetIds())
                        .securityGroups(foundations.securityGroupId())));
    }

    /** The same, behind a target group. */
    public CreateServiceRequest.Builder balanced(String name, String taskDefinition, int desired, String targetGroupArn) {
        return service(name, taskDefinition, desired)
                .loadBalancers(balancer -> balancer.targetGroupArn(targetGroupArn).containerName("app").containerPort(8080));
    }

    public Service described(String name) {
        return ecs().describeServices(request -> request.cluster("local").services(name)).services().getFirst();
    }

    public List<Deployment> deployments(String name) { return described(name).deployments(); }

    public List<String> tasks(String name) { return ecs().listTasks(request -> request.cluster("local").serviceName(name)).taskArns(); }

    /** The state of each target of a group. */
    public Map<String, Long> health(String targetGroupArn) {
        return account.elb().describeTargetHealth(request -> request.targetGroupArn(targetGroupArn)).targetHealthDescriptions().stream()
                .collect(Collectors.groupingBy(one -> one.targetHealth().stateAsString(),
                        Collectors.counting()));
    }
}
