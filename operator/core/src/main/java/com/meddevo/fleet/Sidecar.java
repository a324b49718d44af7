package com.meddevo.fleet;

import com.meddevo.fleet.AppSpec.ContainerHealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that runs in every task beside the app's own, on the same address.
 *
 * @param name tells it from the task's other containers
 * @param image as ECS takes it, with registry; where that is the environment's own, its tag is pinned like that of the app's image, else its digest is
 *        the only pin
 * @param essential whether the task ends when it ends
 * @param command replaces the image's command when not empty
 * @param secrets environment variables whose values stand elsewhere, by name
 * @param stopTimeout between SIGTERM and SIGKILL, at most 120 s on Fargate
 * @param readOnlyRoot whether it may write nowhere
 * @param dependsOn what must have happened to other sidecars before it starts, by their names
 */
public record Sidecar(String name, String image, boolean essential, List<String> command, Map<String, String> environment,
        Map<String, Secret> secrets, Optional<ContainerHealthCheck> healthCheck, Duration stopTimeout, boolean readOnlyRoot,
        Map<String, Condition> dependsOn) {
    public Sidecar {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        dependsOn = Map.copyOf(dependsOn);
    }

    /**
     * The image where it stands in that registry and is named by a tag; empty for a digest, and for whatever comes from elsewhere.
     *
     * @param registry host and prefix as {@link Environment#registry} has them; empty for an environment that has none
     */
    public Optional<AppSpec.Image> pulledFrom(String registry) {
        if (registry.isEmpty() || !image.startsWith(registry + "/") || isPinned()) return Optional.empty();
        String[] named = image.substring(registry.length() + 1).split(":", 2);
        return Optional.of(new AppSpec.Image(named[0], Optional.of(named.length == 2 ? named[1] : "latest"), Optional.empty()));
    }

    /** Whether the spec names it by its digest. */
    public boolean isPinned() { return image.contains("@sha256:"); }

    /** What must have happened to a container before another one starts, by ECS's names. */
    public enum Condition {
        /** It was started. */
        START,
        /** It ended, however. */
        COMPLETE,
        /** It ended with exit code 0. */
        SUCCESS,
        /** Its health check succeeded. */
        HEALTHY
    }
}
