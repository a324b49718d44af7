package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.meddevoappspec.task.DependsOn;
import com.meddevo.api.v1alpha1.meddevoappspec.task.Sidecars;
import com.meddevo.api.v1alpha1.meddevoappspec.task.sidecars.Secrets;
import com.meddevo.fleet.AppSpec.ContainerHealthCheck;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From what a spec says of the containers beside the app's own. */
final class SidecarParser {
    private SidecarParser() {}

    /** @param given has passed its schema and rules, with defaults filled in; null for none */
    static List<Sidecar> sidecars(List<Sidecars> given, Terms terms) {
        return requireNonNullElse(given, List.<Sidecars>of()).stream().map(one -> sidecar(one, terms)).toList();
    }

    /** What the app's own container waits for; null for nothing. */
    static Map<String, Sidecar.Condition> conditions(List<DependsOn> given) {
        return requireNonNullElse(given, List.<DependsOn>of()).stream()
                .collect(Collectors.toMap(DependsOn::getContainer, one -> Sidecar.Condition.valueOf(one.getCondition())));
    }

    private static Sidecar sidecar(Sidecars one, Terms terms) {
        return new Sidecar(one.getName(), one.getImage(), one.getEssential(), requireNonNullElse(one.getCommand(), List.of()),
                requireNonNullElse(one.getEnvironment(), Map.of()), secrets(one.getSecrets()),
                Optional.ofNullable(one.getHealthCheck())
                        .map(check -> new ContainerHealthCheck(check.getCommand(), Duration.ofSeconds(check.getIntervalSeconds()),
                                Duration.ofSeconds(check.getTimeoutSeconds()), check.getRetries(),
                                Duration.ofSeconds(check.getStartPeriodSeconds()))),
                AppParser.seconds(one.getStopSeconds(), terms.defaults().stop()), one.getReadOnlyRootFileSystem(),
                dependsOn(one));
    }

    private static Map<String, Sidecar.Condition> dependsOn(Sidecars one) {
        var given = requireNonNullElse(one.getDependsOn(), List.<com.meddevo.api.v1alpha1.meddevoappspec.task.sidecars.DependsOn>of());
        return given.stream().collect(Collectors.toMap(other -> other.getContainer(),
                other -> Sidecar.Condition.valueOf(other.getCondition())));
    }

    private static Map<String, Secret> secrets(Map<String, Secrets> given) {
        var secrets = new LinkedHashMap<String, Secret>();
        requireNonNullElse(given, Map.<String, Secrets>of()).forEach((name, secret) -> secrets.put(name,
                TaskParser.secret(secret.getParameter(), secret.getSecretsManager(), secret.getKey(), secret.getStage())));
        return secrets;
    }
}
