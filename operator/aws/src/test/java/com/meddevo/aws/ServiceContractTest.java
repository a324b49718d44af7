package com.meddevo.aws;

import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ServiceContractTest extends KindContract {
    private static final TrafficShift.Hook HOOK = new TrafficShift.Hook("arn:aws:lambda:eu-central-1:000000000000:function:check",
            "arn:aws:iam::000000000000:role/check", Set.of("POST_SCALE_UP"));

    @Override
    String kind() { return "service"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeServices"); }

    @Override
    boolean creates(Call call) { return call.service().equals("ecs") && call.operation().equals("CreateService"); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        var three = Specs.replicas(app, 3);
        var careful = Specs.deployment(three, new AppSpec.Deployment(100, 150, false, Duration.ofSeconds(90)));
        var hidden = Specs.withoutRoute(careful);
        return List.of(three, careful, Specs.port(careful, 9000), hidden, Specs.discovery(hidden, Optional.empty()), app,
                shifting(app, new TrafficShift.Canary(10, 5)), shifting(app, new TrafficShift.Canary(25, 0)),
                shifting(app, new TrafficShift.Linear(33, 1), HOOK), guarded(app), app);
    }

    private static AppSpec guarded(AppSpec app) {
        var watched = app.but().alarms(List.of(new Alarm("busy", Alarm.Figure.CPU, 90, 3))).build();
        return Specs.deployment(watched, app.deployment().guardedBy(Set.of("busy")));
    }

    private static AppSpec shifting(AppSpec app, TrafficShift.Strategy strategy, TrafficShift.Hook... hooks) {
        return Specs.deployment(app, new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))
                .by(new TrafficShift(strategy, 5, List.of(hooks))));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.ecs().updateService(request -> request.cluster("local").service(APP).desiredCount(7).enableExecuteCommand(true));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        var revision = world.account.ecs().registerTaskDefinition(request -> request.family("theirs").cpu("256").memory("512")
                .requiresCompatibilitiesWithStrings("FARGATE").networkMode("awsvpc")
                .executionRoleArn(world.environment.roles().execution().get())
                .containerDefinitions(container -> container.name("app").image(APP + ":1.0.0"))).taskDefinition().taskDefinitionArn();
        world.account.ecs().createService(request -> request.cluster("local").serviceName(APP).taskDefinition(revision).desiredCount(1)
                .launchType("FARGATE").networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-local-a"))));
        world.rest();
        return Optional
                .of(new Foreign(() -> world.account.ecs().describeServices(request -> request.cluster("local").services(APP)).toString()));
    }

    @Override
    int existing(World world) { return world.account.ecs().listServices(request -> request.cluster("local")).serviceArns().size(); }

    /** A version that crashes and is given up, and one that works. */
    @Override
    void more(World world, Set<String> actions) {
        var app = world.app(APP);
        world.push(APP, "1.1.0-crash");
        String crashing = world.simulation.images().find(APP, "1.1.0-crash").orElseThrow().digest();
        world.simulation.tasks().behave(crashing, new Behaviour.Crashes(Duration.ZERO, 1, "no database"));
        world.wants(Specs.tag(app, "1.1.0-crash")).settleRecording(kind(), actions);
        world.recording(actions, () -> world.aws().driver(kind()).observe(new Scope(world.fleet(), Optional.empty(), false)));
        world.wants(Specs.replicas(Specs.tag(app, "1.0.0"), 5)).settleRecording(kind(), actions);
        world.push(APP, "1.2.0");
        var shifting = shifting(Specs.tag(app, "1.2.0"), new TrafficShift.BlueGreen());
        world.wants(shifting).settleRecording(kind(), actions);
        world.push(APP, "1.3.0");
        world.wants(Specs.tag(shifting, "1.3.0")).settleRecording(kind(), actions);
    }
}
