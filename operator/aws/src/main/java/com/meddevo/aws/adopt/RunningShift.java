package com.meddevo.aws.adopt;

import com.meddevo.fleet.Environment;
import com.meddevo.fleet.TrafficShift;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/** What a spec says of the way in which a service's deployments move traffic. Percents are whole in a spec; the first plan tells where they were not. */
final class RunningShift {
    private static final Pattern FUNCTION = Pattern
            .compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?");

    private RunningShift() {}

    /** @param shift empty for a rolling deployment, and for one that no spec can say */
    record Shifting(Optional<TrafficShift> shift, List<String> unsaid) {
    }

    /** @param routed whether a rule of the environment's leads to the service */
    static Shifting of(DeploymentConfiguration aws, Environment environment, boolean routed) {
        var strategy = strategy(aws);
        if (isRolling(aws)) return new Shifting(Optional.empty(), List.of());
        Optional<String> hindrance = hindrance(environment, routed, strategy.isPresent());
        if (hindrance.isPresent())
            return new Shifting(Optional.empty(), List.of("its deployment strategy " + aws.strategyAsString() + ": " + hindrance.get()));
        var hooks = new ArrayList<TrafficShift.Hook>();
        var unsaid = new ArrayList<String>();
        var functions = new HashSet<String>();
        aws.lifecycleHooks().forEach(hook -> {
            if (sayable(hook) && functions.add(hook.hookTargetArn()))
                hooks.add(new TrafficShift.Hook(hook.hookTargetArn(), hook.roleArn(), Set.copyOf(hook.lifecycleStagesAsStrings())));
            else
                unsaid.add("the hook " + hook.hookTargetArn() + " at " + String.join(", ", hook.lifecycleStagesAsStrings())
                        + ": a spec's hooks are a Lambda function each, with a role and without details of their own");
        });
        return new Shifting(strategy.map(how -> new TrafficShift(how, or(aws.bakeTimeInMinutes(), 0), hooks)), unsaid);
    }

    static boolean isRolling(DeploymentConfiguration aws) { return aws.strategy() == null || aws.strategy() == DeploymentStrategy.ROLLING; }

    private static Optional<String> hindrance(Environment environment, boolean routed, boolean known) {
        if (!known) return Optional.of("no spec has it");
        if (!routed) return Optional.of("in a spec it is the traffic of a route that moves, and the service has none");
        return environment.roles().infrastructure().isEmpty()
                ? Optional.of("environment " + environment.name()
                        + " names no role in roles.infrastructure with which ECS moves traffic; name one first")
                : Optional.empty();
    }

    private static Optional<TrafficShift.Strategy> strategy(DeploymentConfiguration aws) {
        return switch (aws.strategy()) {
            case BLUE_GREEN -> Optional.of(new TrafficShift.BlueGreen());
            case CANARY -> Optional.of(new TrafficShift.Canary(percent(aws.canaryConfiguration().canaryPercent(), 1),
                    or(aws.canaryConfiguration().canaryBakeTimeInMinutes(), 0)));
            case LINEAR -> Optional.of(new TrafficShift.Linear(percent(aws.linearConfiguration().stepPercent(), 3),
                    or(aws.linearConfiguration().stepBakeTimeInMinutes(), 0)));
            case null, default -> Optional.empty();
        };
    }

    private static int percent(double aws, int least) { return Math.clamp(Math.round(aws), least, 99); }

    private static boolean sayable(DeploymentLifecycleHook hook) {
        return hook.hookTargetArn() != null && FUNCTION.matcher(hook.hookTargetArn()).matches() && hook.roleArn() != null
                && hook.hookDetails() == null && !hook.lifecycleStages().isEmpty()
                && !hook.lifecycleStages().contains(DeploymentLifecycleHookStage.UNKNOWN_TO_SDK_VERSION);
    }

    private static int or(Integer value, int otherwise) { return value == null ? otherwise : value; }
}
