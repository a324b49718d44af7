package com.meddevo.fleet;

import com.meddevo.fleet.Member.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One documentation service as its developers want it, with the environment's defaults filled in. The shape follows {@code MeddevoApp}'s
 * spec; every value here has passed its schema and rules.
 *
 * @param uid the resource's uid; tells an app from an earlier one of the same name; empty for a spec that was read from a file
 * @param generation {@code metadata.generation}; 0 for a spec that was read from a file
 * @param port the port that the container listens on; empty for a service that nobody calls
 * @param dns the app's public name; empty for none
 * @param access who may call the app and whom it may call
 * @param capacity what the tasks run on
 * @param alarms what must not stay too high, by name
 * @param logRetentionDays one of CloudWatch Logs' fixed values
 * @param upkeep how the operator deals with what it finds in AWS
 * @param images what of its repository stays although nobody needs it
 * @param dependsOn names of apps whose services must exist before this one's is created for the first time
 * @param created when the resource was made: of two that claim the same thing the older one has it; empty for a spec that was read from a file,
 *        which counts as the youngest
 */
public record AppSpec(AppKey key, String uid, long generation, Image image, Task task, Optional<Integer> port, Scale scale,
        Optional<Route> route, Optional<Discovery> discovery, Optional<Dns> dns, Access access, Deployment deployment, Capacity capacity,
        List<Alarm> alarms, int logRetentionDays, Upkeep upkeep, Images images, Deletion deletion, Set<String> dependsOn,
        Optional<Instant> created) {

    public AppSpec {
        Objects.requireNonNull(key);
        Objects.requireNonNull(image);
        Objects.requireNonNull(task);
        alarms = List.copyOf(alarms);
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
    }

    /** The least that a spec says; everything else as it is when nobody says anything. */
    public static AppSpecBuilder of(AppKey key, Image image, Task task) {
        return new AppSpecBuilder(key, image, task);
    }

    /** This spec, to be changed in some things. */
    public AppSpecBuilder but() { return new AppSpecBuilder(this); }

    /** Tasks to run, 0 or more; with automatic scaling the least that run. */
    public int replicas() { return scale.least(); }

    public String name() { return key.name(); }

    /**
     * @param repository full name of the repository without registry host, e.g. {@code techdoc}
     * @param tag what the digest is looked up by when it is not given
     * @param digest {@code sha256:…}; wins over the tag
     * @param follow whether the app is deployed anew when the tag moves; without it the digest that was found first stays
     */
    public record Image(String repository, Optional<String> tag, Optional<String> digest, boolean follow) {
        /** An image whose tag is looked up once. */
        public Image(String repository, Optional<String> tag, Optional<String> digest) {
            this(repository, tag, digest, false);
        }

        /** {@code repository:tag}, or {@code repository@digest} where only a digest is given. */
        public String reference() {
            return tag.map(t -> repository + ":" + t).orElseGet(() -> repository + "@" + digest.orElseThrow());
        }

        /** The key under which facts know its digest: whoever follows a tag may be further than who was pinned to it once. */
        public String pin() {
            return follow ? reference() + " (follow)" : reference();
        }
    }

    /**
     * What stays of the app's repository although nobody needs it; where nothing is said, as the registry has it.
     *
     * @param expireUntaggedAfterDays since an image was pushed or last pulled, 0 or more
     * @param keepReleases so many of the newest images stay, 0 or more
     */
    public record Images(Optional<Integer> expireUntaggedAfterDays, Optional<Integer> keepReleases) {
        /** As the registry has it. */
        public static final Images UNSAID = new Images(Optional.empty(), Optional.empty());
    }

    /**
     * @param cpu CPU units, 256 to 16384; with {@code memory} a pair of Fargate's table
     * @param memory MiB
     * @param role the task role's ARN, if the app has one of its own
     * @param executionRole the role that pulls the image and writes logs
     * @param secrets environment variables whose values stand elsewhere, by name; no name is in {@code environment} too
     * @param command replaces the image's command when not empty
     * @param storageGiB ephemeral storage, 21 to 200; empty for the 20 GiB that every Fargate task has
     * @param readOnlyRoot whether the container may write to {@code /tmp} alone
     * @param stopTimeout between SIGTERM and SIGKILL, at most 120 s on Fargate
     * @param files folders that the app shares with others, no two of one name or one path in the container
     * @param sidecars containers beside the app's own, no two of one name and none of the app's
     * @param dependsOn what must have happened to sidecars before the app's container starts, by their names
     * @param datadog how Datadog watches it; empty where it does not
     */
    public record Task(int cpu, int memory, Architecture architecture, Optional<String> role, Optional<String> executionRole,
            Map<String, String> environment, Map<String, Secret> secrets, List<String> command, Optional<ContainerHealthCheck> healthCheck,
            Duration stopTimeout, Optional<Integer> storageGiB, boolean readOnlyRoot, List<FileArea> files,
            List<Sidecar> sidecars, Map<String, Sidecar.Condition> dependsOn, Optional<Datadog> datadog) {
        public Task {
            environment = Map.copyOf(environment);
            secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
            command = List.copyOf(command);
            files = files == null ? List.of() : List.copyOf(files);
            sidecars = sidecars == null ? List.of() : List.copyOf(sidecars);
            dependsOn = dependsOn == null ? Map.of() : Map.copyOf(dependsOn);
            datadog = datadog == null ? Optional.empty() : datadog;
        }

        /** The secrets of all containers. */
        public Stream<Secret> everySecret() {
            return Stream.of(secrets.values().stream(), sidecars.stream().flatMap(sidecar -> sidecar.secrets().values().stream()),
                    datadog.map(Datadog::apiKey).stream()).flatMap(some -> some);
        }

        /** The least that a task says: its size. */
        public static TaskBuilder of(int cpu, int memory) {
            return new TaskBuilder(cpu, memory);
        }

        /** This task, to be changed in some things. */
        public TaskBuilder but() { return new TaskBuilder(this); }
    }

    /** A processor architecture by the name that ECS uses. */
    public enum Architecture {
        X86_64, ARM64
    }

    /**
     * The check that ECS runs inside the container.
     *
     * @param command as in a Dockerfile's HEALTHCHECK: {@code CMD} or {@code CMD-SHELL} first
     */
    public record ContainerHealthCheck(List<String> command, Duration interval, Duration timeout, int retries, Duration startPeriod) {
        public ContainerHealthCheck {
            command = List.copyOf(command);
        }
    }

    /**
     * How the load balancer reaches the app.
     *
     * @param listener the environment's name for the listener; empty to be placed where there is most room, once and for life. In
     *        {@link com.meddevo.plan.Resolved#apps} it is filled in, unless there is no room
     * @param hosts host patterns; hosts and paths together 1 to 5
     * @param paths path patterns
     * @param deregistration how long a target that leaves may finish its requests
     */
    public record Route(Optional<String> listener, List<String> hosts, List<String> paths, HealthCheck healthCheck,
            Duration deregistration) {
        public Route {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
        }

        /** A route on a listener that the spec names. */
        public Route(String listener, List<String> hosts, List<String> paths, HealthCheck healthCheck, Duration deregistration) {
            this(Optional.of(listener), hosts, paths, healthCheck, deregistration);
        }

        /** The same route on that listener. */
        public Route on(String name) {
            return new Route(name, hosts, paths, healthCheck, deregistration);
        }
    }

    /**
     * The load balancer's health check.
     *
     * @param interval 5 to 300 s
     * @param matcher HTTP status codes as AWS writes them: {@code 200}, {@code 200-299}, {@code 200,204}
     */
    public record HealthCheck(String path, Duration interval, Duration timeout, int healthyThreshold, int unhealthyThreshold,
            String matcher) {
    }

    /** @param name the app's label in the environment's private DNS namespace */
    public record Discovery(String name) {
    }

    /**
     * How a new version replaces the old one.
     *
     * @param minimumHealthyPercent of the replicas that keep running, 0 to 100
     * @param maximumPercent of the replicas that may run at once, 100 to 200
     * @param rollback whether the circuit breaker goes back to the last version that worked
     * @param healthCheckGrace how long a new task may fail the load balancer's health check
     * @param shift for a deployment that moves traffic between two sets of tasks; empty for one that replaces tasks a few at a time
     * @param alarms names of the app's alarms that end a deployment
     */
    public record Deployment(int minimumHealthyPercent, int maximumPercent, boolean rollback, Duration healthCheckGrace,
            Optional<TrafficShift> shift, Set<String> alarms) {
        public Deployment {
            alarms = alarms == null ? Set.of() : Set.copyOf(alarms); // a fleet that was written down earlier has none
        }

        /** A rolling deployment that no alarm ends. */
        public Deployment(int minimumHealthyPercent, int maximumPercent, boolean rollback, Duration healthCheckGrace) {
            this(minimumHealthyPercent, maximumPercent, rollback, healthCheckGrace, Optional.empty(), Set.of());
        }

        /** The same, moving traffic. */
        public Deployment by(TrafficShift traffic) {
            return new Deployment(minimumHealthyPercent, maximumPercent, rollback, healthCheckGrace, Optional.of(traffic), alarms);
        }

        /** The same, ended by any of these alarms of the app. */
        public Deployment guardedBy(Set<String> names) {
            return new Deployment(minimumHealthyPercent, maximumPercent, rollback, healthCheckGrace, shift, names);
        }
    }
}
