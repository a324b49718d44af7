package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.meddevoappspec.Deployment;
import com.meddevo.api.v1alpha1.meddevoappspec.deployment.Canary;
import com.meddevo.api.v1alpha1.meddevoappspec.deployment.Hooks;
import com.meddevo.api.v1alpha1.meddevoappspec.deployment.Linear;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.TrafficShift;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code spec.deployment} says. */
final class DeploymentParser {
    private static final int BAKE_MINUTES = 5;

    private DeploymentParser() {}

    /** ECS refuses a grace period for a service with no load balancer. */
    static AppSpec.Deployment deployment(Deployment said, boolean routed, Environment environment) {
        return new AppSpec.Deployment(said.getMinimumHealthyPercent(), said.getMaximumPercent(), said.getRollback(),
                routed ? Duration.ofSeconds(said.getHealthCheckGraceSeconds()) : Duration.ZERO, shift(said, environment),
                Set.copyOf(requireNonNullElse(said.getAlarms(), List.of())));
    }

    private static Optional<TrafficShift> shift(Deployment said, Environment environment) {
        return strategy(said).map(strategy -> new TrafficShift(strategy, requireNonNullElse(said.getBakeMinutes(), BAKE_MINUTES),
                requireNonNullElse(said.getHooks(), List.<Hooks>of()).stream().map(hook -> hook(hook, environment)).toList()));
    }

    private static Optional<TrafficShift.Strategy> strategy(Deployment said) {
        return switch (said.getStrategy()) {
            case "BlueGreen" -> Optional.of(new TrafficShift.BlueGreen());
            case "Canary" -> {
                Canary canary = said.getCanary();
                yield Optional.of(new TrafficShift.Canary(canary.getPercent(), canary.getBakeMinutes()));
            }
            case "Linear" -> {
                Linear linear = said.getLinear();
                yield Optional.of(new TrafficShift.Linear(linear.getStepPercent(), linear.getStepBakeMinutes()));
            }
            default -> Optional.empty();
        };
    }

    private static TrafficShift.Hook hook(Hooks said, Environment environment) {
        return new TrafficShift.Hook(said.getFunction(),
                Optional.ofNullable(said.getRole()).or(environment.roles()::infrastructure).orElse(""), Set.copyOf(said.getStages()));
    }
}
