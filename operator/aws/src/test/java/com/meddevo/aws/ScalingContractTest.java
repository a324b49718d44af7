package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Scale;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

class ScalingContractTest extends KindContract {
    private static final String SERVICE = "service/local/" + APP;
    private static final Scale.Between USUAL = Scale.Between.of(1, 6)
            .goals(new Scale.Goals(Optional.of(60), Optional.empty(), Optional.of(500)));

    @Override
    String kind() { return "scaling"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeScalableTargets"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("RegisterScalableTarget"); }

    @Override
    AppSpec app(World world) { return Specs.scale(world.app(APP), USUAL); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        var wider = new Scale.Between(2, 9, USUAL.goals(), USUAL.cooldown(), List.of(), Set.of());
        var other = wider.goals(new Scale.Goals(Optional.of(70), Optional.of(80), Optional.empty()));
        var night = new Scale.Schedule("night", "0 20 * * ? *", "Europe/Berlin", Optional.empty(), Optional.of(3));
        var morning = new Scale.Schedule("morning", "0 6 * * ? *", "UTC", Optional.of(2), Optional.of(9));
        var slower = new Scale.Between(2, 9, other.goals(), new Scale.Cooldown(Duration.ofSeconds(30), Duration.ofSeconds(900)),
                List.of(night, morning), Set.of());
        return List.of(Specs.scale(app, wider), Specs.scale(app, other), Specs.scale(app, slower),
                Specs.scale(app, slower.schedules(List.of(morning))),
                Specs.scale(app, slower.suspended(Set.of(Scale.Move.IN, Scale.Move.SCHEDULES))), app);
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.scaling().registerScalableTarget(target -> target.serviceNamespace(ServiceNamespace.ECS).resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).maxCapacity(40)
                .suspendedState(suspended -> suspended.dynamicScalingOutSuspended(true)));
        world.account.scaling().deleteScalingPolicy(policy -> policy.serviceNamespace(ServiceNamespace.ECS).resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).policyName("cpu"));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        world.wants(world.app(APP)).settle();
        world.account.scaling().registerScalableTarget(target -> target.serviceNamespace(ServiceNamespace.ECS).resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).minCapacity(2).maxCapacity(3));
        world.wants(app(world));
        return Optional.of(new Foreign(() -> targets(world).toString()));
    }

    private static List<?> targets(World world) {
        return world.account.scaling().describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)).scalableTargets();
    }

    @Override
    int existing(World world) { return targets(world).size(); }
}
