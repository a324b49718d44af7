package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.registry.ImageDetail;
import com.meddevo.localcloud.registry.ImageReference;
import com.meddevo.localcloud.task.Company;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.HealthCommand;
import com.meddevo.localcloud.task.LogTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Turns task definitions into what a runtime can start. Tags are resolved to digests once per service revision, so all its tasks run the
 * same image.
 */
final class Launches {

    private static final int DEFAULT_STOP_SECONDS = 30;

    private final TaskDefinitions definitions;
    private final Neighbours neighbours;

    Launches(TaskDefinitions definitions, Neighbours neighbours) {
        this.definitions = definitions;
        this.neighbours = neighbours;
    }

    TaskDefinition definition(ServiceRevision revision) {
        return definitions.get(revision.taskDefinition())
                .orElseThrow(
                        () -> new IllegalStateException("Task definition " + revision.taskDefinition() + " went while a service used it."));
    }

    /** The images of a definition with the digests that their tags stand for now; an unknown image has none. */
    List<ContainerImage> resolve(TaskDefinition definition) {
        return definition.containerDefinitions().stream().map(container -> {
            var reference = ImageReference.parse(container.image());
            var digest = neighbours.images().find(reference.repository(), reference.tagOrDigest()).map(ImageDetail::digest);
            return ContainerImage.builder().containerName(container.name()).image(container.image()).imageDigest(digest.orElse(null))
                    .build();
        }).toList();
    }

    /**
     * The containers as a runtime starts them, with the secrets that their environment holds and the volumes that they see.
     *
     * @param launched as {@link #containers} returned them
     */
    List<ContainerLaunch> complete(List<ContainerLaunch> launched, TaskDefinition definition) throws Unavailable {
        var complete = new ArrayList<ContainerLaunch>();
        for (int i = 0; i < launched.size(); i++) {
            var container = definition.containerDefinitions().get(i);
            complete.add(launched.get(i).with(neighbours.secrets().of(container)).seeing(neighbours.files().of(container, definition)));
        }
        return complete;
    }

    List<ContainerLaunch> containers(ServiceRevision revision, TaskDefinition definition) {
        var digests = revision.containerImages().stream().filter(image -> image.imageDigest() != null)
                .collect(Collectors.toMap(ContainerImage::containerName, ContainerImage::imageDigest));
        return definition.containerDefinitions().stream()
                .map(container -> launch(container, Optional.ofNullable(digests.get(container.name())))).toList();
    }

    /** The log group that a container wants to write to and that is not there. */
    Optional<String> missingLogGroup(TaskDefinition definition) {
        definition.containerDefinitions().stream().filter(Launches::createsLogGroup).flatMap(container -> log(container).stream())
                .forEach(log -> neighbours.logs().createGroup(log.group()));
        return definition.containerDefinitions().stream().flatMap(container -> log(container).stream()).map(LogTarget::group)
                .filter(group -> !neighbours.logs().hasGroup(group)).findFirst();
    }

    private static ContainerLaunch launch(ContainerDefinition container, Optional<String> digest) {
        var image = container.image().contains("@") ? container.image() : container.image() + digest.map(known -> "@" + known).orElse("");
        return new ContainerLaunch(container.name(), image, container.essential(), command(container),
                container.environment().stream().collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value)),
                container.portMappings().stream().map(PortMapping::containerPort).toList(),
                Duration.ofSeconds(container.stopTimeout() == null ? DEFAULT_STOP_SECONDS : container.stopTimeout()), log(container))
                .among(company(container));
    }

    private static Company company(ContainerDefinition container) {
        return new Company(
                container.dependsOn().stream()
                        .collect(Collectors.toMap(ContainerDependency::containerName,
                                other -> Company.Condition.valueOf(other.conditionAsString()))),
                Optional.ofNullable(container.healthCheck())
                        .map(check -> new HealthCommand(check.command(), Duration.ofSeconds(check.interval()),
                                Duration.ofSeconds(check.timeout()), check.retries(),
                                Duration.ofSeconds(check.startPeriod() == null ? 0 : check.startPeriod()))));
    }

    /** The entry point and its arguments; empty for the image's own. */
    private static List<String> command(ContainerDefinition container) {
        return Stream.concat(container.entryPoint().stream(), container.command().stream()).toList();
    }

    private static Optional<LogTarget> log(ContainerDefinition container) {
        return options(container).filter(options -> options.containsKey("awslogs-group"))
                .map(options -> new LogTarget(options.get("awslogs-group"), options.getOrDefault("awslogs-stream-prefix", "ecs")));
    }

    private static boolean createsLogGroup(ContainerDefinition container) {
        return options(container).filter(options -> "true".equals(options.get("awslogs-create-group"))).isPresent();
    }

    private static Optional<Map<String, String>> options(ContainerDefinition container) {
        return Optional.ofNullable(container.logConfiguration()).filter(log -> log.logDriver() == LogDriver.AWSLOGS)
                .map(log -> log.options());
    }
}
