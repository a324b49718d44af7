package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class TargetGroupContractTest extends KindContract {
    @Override
    String kind() { return "target-group"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeTargetGroups"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("CreateTargetGroup"); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        var checked = Specs.route(app, route -> new AppSpec.Route(route.listener(), route.hosts(), route.paths(),
                new AppSpec.HealthCheck("/ready", Duration.ofSeconds(20), Duration.ofSeconds(6), 3, 4, "200-299"), route.deregistration()));
        return List.of(checked, Specs.route(checked, route -> new AppSpec.Route(route.listener(), route.hosts(), route.paths(),
                route.healthCheck(), Duration.ofSeconds(120))));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.elb().modifyTargetGroup(request -> request.targetGroupArn(arn).healthCheckPath("/somewhere-else"));
        world.account.elb().modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(attribute -> attribute.key("deregistration_delay.timeout_seconds").value("7")));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        world.sweep();
        var name = name(world);
        world.account.elb()
                .createTargetGroup(request -> request.name(name).protocol("HTTP").port(80).vpcId(world.environment.network().vpcId())
                        .targetType("ip").healthCheckPath("/theirs"));
        return Optional.of(new Foreign(() -> world.account.elb().describeTargetGroups(request -> request.names(name)).toString()));
    }

    /** The name that ours would have, found out by making it once elsewhere. */
    private static String name(World world) {
        try (var elsewhere = World.inProcess()) {
            elsewhere.wants(elsewhere.app(APP)).apply();
            return elsewhere.account.elb().describeTargetGroups(request -> request.pageSize(400)).targetGroups().getFirst()
                    .targetGroupName();
        }
    }

    @Override
    int existing(World world) { return world.account.elb().describeTargetGroups(request -> request.pageSize(400)).targetGroups().size(); }

}
