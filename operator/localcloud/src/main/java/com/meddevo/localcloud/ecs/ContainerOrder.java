package com.meddevo.localcloud.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** What ECS refuses of containers that need each other. */
final class ContainerOrder {

    private static final Set<ContainerCondition> ENDS = Set.of(ContainerCondition.COMPLETE, ContainerCondition.SUCCESS);

    private ContainerOrder() {}

    static void check(List<ContainerDefinition> containers) {
        var byName = containers.stream().collect(Collectors.toMap(ContainerDefinition::name, Function.identity()));
        containers.forEach(container -> container.dependsOn().forEach(other -> checkOne(container, other, byName)));
        checkCircle(byName);
        checkRouting(containers);
    }

    private static void checkOne(ContainerDefinition container, ContainerDependency other, Map<String, ContainerDefinition> byName) {
        var awaited = byName.get(other.containerName());
        if (awaited == null) {
            throw EcsErrors.client("Container '%s' depends on container '%s', which does not exist in the task definition."
                    .formatted(container.name(), other.containerName()));
        }
        if (ENDS.contains(other.condition()) && awaited.essential()) {
            throw EcsErrors.client("Container '%s' cannot wait for essential container '%s' with condition %s."
                    .formatted(container.name(), awaited.name(), other.condition()));
        }
        if (other.condition() == ContainerCondition.HEALTHY && awaited.healthCheck() == null) {
            throw EcsErrors.client("Container '%s' waits for container '%s' to be HEALTHY, which has no health check."
                    .formatted(container.name(), awaited.name()));
        }
    }

    private static void checkCircle(Map<String, ContainerDefinition> byName) {
        var open = new HashSet<>(byName.keySet());
        while (open.removeIf(
                name -> byName.get(name).dependsOn().stream().map(ContainerDependency::containerName).noneMatch(open::contains))) {
            // each round lets go whoever waits for nobody any more
        }
        if (!open.isEmpty()) {
            throw EcsErrors.client("Containers depend on each other in a circle: %s.".formatted(open.stream().sorted().toList()));
        }
    }

    private static void checkRouting(List<ContainerDefinition> containers) {
        var routed = containers.stream().anyMatch(
                container -> container.logConfiguration() != null && container.logConfiguration().logDriver() == LogDriver.AWSFIRELENS);
        var router = containers.stream()
                .anyMatch(container -> container.firelensConfiguration() != null && container.firelensConfiguration().type() != null);
        if (routed && !router) {
            throw EcsErrors.client("When a container uses the log driver awsfirelens, another one must have a firelensConfiguration.");
        }
        if (router && !routed) {
            throw EcsErrors.client("When a firelensConfiguration object is specified, at least one container has to be configured with the "
                    + "awsfirelens log driver.");
        }
    }
}
