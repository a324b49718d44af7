package com.meddevo.aws.service;

import com.meddevo.fleet.TrafficShift;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/** How traffic moves, between the spec's words and ECS's. */
final class Shifts {
    private Shifts() {}

    static Service.Shift desired(TrafficShift shift) {
        Map<String, Service.Hook> hooks = shift.hooks().stream()
                .collect(Collectors.toMap(TrafficShift.Hook::function, hook -> new Service.Hook(hook.role(), hook.stages())));
        return switch (shift.strategy()) {
            case TrafficShift.BlueGreen _ -> new Service.Shift("BLUE_GREEN", shift.bakeMinutes(), "0", 0, hooks);
            case TrafficShift.Canary canary ->
                new Service.Shift("CANARY", shift.bakeMinutes(), plain(canary.percent()), canary.bakeMinutes(), hooks);
            case TrafficShift.Linear linear -> new Service.Shift("LINEAR", shift.bakeMinutes(), plain(linear.stepPercent()),
                    linear.stepBakeMinutes(), hooks);
        };
    }

    /** Only the keys that the strategy has are read: AWS keeps others from earlier strategies, and adds some over time. */
    static Optional<Service.Shift> observed(DeploymentConfiguration aws) {
        if (aws.strategy() == null || aws.strategy() == DeploymentStrategy.ROLLING) return Optional.empty();
        double percent = 0;
        Integer step = null;
        if (aws.strategy() == DeploymentStrategy.CANARY && aws.canaryConfiguration() != null) {
            percent = aws.canaryConfiguration().canaryPercent();
            step = aws.canaryConfiguration().canaryBakeTimeInMinutes();
        } else if (aws.strategy() == DeploymentStrategy.LINEAR && aws.linearConfiguration() != null) {
            percent = aws.linearConfiguration().stepPercent();
            step = aws.linearConfiguration().stepBakeTimeInMinutes();
        }
        return Optional.of(new Service.Shift(aws.strategyAsString(), or0(aws.bakeTimeInMinutes()), plain(percent), or0(step),
                aws.lifecycleHooks().stream().collect(Collectors.toMap(DeploymentLifecycleHook::hookTargetArn,
                        hook -> new Service.Hook(hook.roleArn(), Set.copyOf(hook.lifecycleStagesAsStrings())),
                        (first, second) -> second))));
    }

    private static String plain(double percent) { return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString(); }

    private static int or0(Integer value) { return value == null ? 0 : value; }

    /** Adds the strategy to what ECS is sent; the lists are sent also when empty, since what is absent would stay. */
    static void send(Optional<Service.Shift> desired, DeploymentConfiguration.Builder request) {
        if (desired.isEmpty()) {
            request.strategy(DeploymentStrategy.ROLLING);
            return;
        }
        var shift = desired.get();
        request.strategy(shift.strategy()).bakeTimeInMinutes(shift.bakeMinutes())
                .lifecycleHooks(shift.hooks().entrySet().stream().map(hook -> DeploymentLifecycleHook.builder().hookTargetArn(hook.getKey())
                        .roleArn(hook.getValue().role()).lifecycleStagesWithStrings(hook.getValue().stages()).build()).toList());
        if (shift.strategy().equals("CANARY"))
            request.canaryConfiguration(
                    canary -> canary.canaryPercent(Double.valueOf(shift.percent())).canaryBakeTimeInMinutes(shift.stepBakeMinutes()));
        if (shift.strategy().equals("LINEAR"))
            request.linearConfiguration(
                    linear -> linear.stepPercent(Double.valueOf(shift.percent())).stepBakeTimeInMinutes(shift.stepBakeMinutes()));
    }
}
