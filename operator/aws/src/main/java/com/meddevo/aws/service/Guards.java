package com.meddevo.aws.service;

import com.meddevo.aws.alarm.Alarms;
import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Resolved;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/** The alarms that end a deployment, between the spec's words and ECS's. */
final class Guards {
    private Guards() {}

    static Optional<Service.Guard> desired(AppSpec app, Resolved resolved) {
        Set<String> names = Alarms.guards(app, resolved).stream().map(id -> Alarms.alarmName(resolved.environment(), app.name(), id.name()))
                .collect(Collectors.toSet());
        return names.isEmpty() ? Optional.empty() : Optional.of(new Service.Guard(names, app.deployment().rollback()));
    }

    /** Alarms that are named and not enabled guard nothing. */
    static Optional<Service.Guard> observed(DeploymentConfiguration aws) {
        return Optional.ofNullable(aws).map(DeploymentConfiguration::alarms).filter(alarms -> Boolean.TRUE.equals(alarms.enable()))
                .map(alarms -> new Service.Guard(Set.copyOf(alarms.alarmNames()), Boolean.TRUE.equals(alarms.rollback())));
    }

    /** What ECS is sent also for none, since what is absent would stay. */
    static DeploymentAlarms sent(Optional<Service.Guard> desired) {
        return DeploymentAlarms.builder().alarmNames(desired.map(Service.Guard::alarms).orElse(Set.of())).enable(desired.isPresent())
                .rollback(desired.filter(Service.Guard::rollback).isPresent()).build();
    }
}
