package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.tags.ContentHash;
import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Undeclared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A revision of an app's task definition, for Fargate and awsvpc.
 *
 * @param id its name is the hash of family, size, roles, containers and beyond
 * @param family {@code meddevo-<environment>-<app>}
 * @param containers by name
 * @param scratch names of the empty volumes that containers may mount
 * @param areas the access points behind the volumes on the environment's file system, by the volume's name
 * @param beyond what AWS holds and this type has no component for, as path and value; always empty in what is desired
 * @param revision AWS's number; 0 before there is one
 * @param references by container, the image by tag that its digest was looked up for, e.g. {@code techdoc:1.8.2}; pins are read back from here
 */
public record TaskDefinition(ResourceId id, String family, Size size, Roles roles, Map<String, Container> containers,
        Set<String> scratch, Map<String, ResourceId> areas, Map<String, String> beyond, @Undeclared int revision,
        @Undeclared Map<String, String> references) implements ResourceState {
    private static final int HASH_LENGTH = 12;

    public TaskDefinition {
        containers = Collections.unmodifiableMap(new TreeMap<>(containers));
        scratch = scratch == null ? Set.of() : Collections.unmodifiableSortedSet(new TreeSet<>(scratch));
        areas = areas == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(areas));
        beyond = Collections.unmodifiableMap(new TreeMap<>(beyond));
        references = references == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(references));
    }

    /** Names the content by its hash. */
    static TaskDefinition of(String app, String family, Size size, Roles roles, Contents contents, int revision,
            Map<String, String> references) {
        var hashed = new TreeMap<String, Object>();
        contents.containers().forEach((name, container) -> hashed.put(name, container.hashed()));
        var parts = new ArrayList<Object>(List.of(family, size, roles, hashed, contents.beyond()));
        if (!contents.scratch().isEmpty()) parts.add(contents.scratch());
        if (!contents.areas().isEmpty()) parts.add(contents.areas());
        return new TaskDefinition(id(app, ContentHash.of(parts, HASH_LENGTH)), family, size, roles, contents.containers(),
                contents.scratch(), contents.areas(), contents.beyond(), revision, references);
    }

    /** What runs in a task and what it can write to. */
    record Contents(Map<String, Container> containers, Set<String> scratch, Map<String, ResourceId> areas, Map<String, String> beyond) {
    }

    Contents contents() { return new Contents(containers, scratch, areas, beyond); }

    /** @param hash the name of the id */
    public static ResourceId id(String app, String hash) {
        return new ResourceId(TaskDefinitions.KIND, app, hash);
    }

    /**
     * @param cpu CPU units
     * @param memory MiB
     * @param storageGiB ephemeral storage; empty for Fargate's 20
     */
    public record Size(int cpu, int memory, AppSpec.Architecture architecture, Optional<Integer> storageGiB) {
    }

    /** Role ARNs. */
    public record Roles(Optional<String> task, Optional<String> execution) {
    }

    /**
     * @param image with registry and digest
     * @param command replaces the image's when not empty
     * @param secrets environment variables whose values ECS looks up, by name
     * @param ports that it listens on, TCP, ascending
     * @param stopSeconds between SIGTERM and SIGKILL
     * @param readOnlyRoot whether it can write to what is mounted alone
     * @param mounts by path
     * @param company how it lives with the task's other containers; empty for one that lives alone
     */
    public record Container(String image, boolean essential, List<String> command, Map<String, String> environment,
            Map<String, Secret> secrets, List<Integer> ports, Optional<HealthCheck> healthCheck, int stopSeconds, Optional<Logs> logs,
            boolean readOnlyRoot, Map<String, Mount> mounts, Optional<Company> company) {
        public Container {
            command = List.copyOf(command);
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
            secrets = secrets == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(secrets));
            ports = ports.stream().sorted().toList();
            mounts = mounts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(mounts));
            company = company == null ? Optional.empty() : company.filter(one -> !one.equals(Company.NONE));
        }

        /** How it lives with the others, also if it lives alone. */
        Company withOthers() { return company.orElse(Company.NONE); }

        /** What later versions of this program know besides counts only where it says something, so that none of them replaces what runs. */
        private Map<String, Object> hashed() {
            var parts = new TreeMap<String, Object>(Map.of("image", image, "essential", essential, "command", command, "environment",
                    environment, "ports", ports, "stopSeconds", stopSeconds));
            healthCheck.ifPresent(check -> parts.put("healthCheck", check));
            logs.ifPresent(target -> parts.put("logs", target));
            if (!secrets.isEmpty()) parts.put("secrets", secrets);
            if (readOnlyRoot) parts.put("readOnlyRoot", true);
            if (!mounts.isEmpty()) parts.put("mounts", mounts);
            company.ifPresent(one -> parts.put("company", one));
            return parts;
        }
    }

    /**
     * How a container lives with others.
     *
     * @param dependsOn ECS's conditions by the names of the containers that it waits for
     * @param labels Docker labels, but for those that tell a parameter's version
     * @param udpPorts that it listens on, ascending
     * @param router FireLens's options, its {@code type} among them, of the one container that others send their logs through
     * @param forwarding what it asks FireLens to do with its log
     */
    public record Company(Map<String, String> dependsOn, Map<String, String> labels, List<Integer> udpPorts, Map<String, String> router,
            Optional<Forwarding> forwarding) {
        /** It lives alone. */
        public static final Company NONE = new Company(Map.of(), Map.of(), List.of(), Map.of(), Optional.empty());

        public Company {
            dependsOn = Collections.unmodifiableMap(new TreeMap<>(dependsOn));
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            udpPorts = udpPorts.stream().sorted().toList();
            router = Collections.unmodifiableMap(new TreeMap<>(router));
        }
    }

    /**
     * Options of the {@code awsfirelens} log driver.
     *
     * @param secrets options whose values ECS looks up
     */
    public record Forwarding(Map<String, String> options, Map<String, Secret> secrets) {
        public Forwarding {
            options = Collections.unmodifiableMap(new TreeMap<>(options));
            secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        }
    }

    /** @param volume its name */
    public record Mount(String volume, boolean readOnly) {
    }

    /**
     * One version of a secret or parameter; its value is known to nobody here.
     *
     * @param arn of the secret or parameter
     * @param key of the JSON object that a secret holds; empty for the whole text
     * @param version Secrets Manager's version id, which the revision pins; of a parameter, which ECS always takes the newest of, the number that it had
     */
    public record Secret(String arn, Optional<String> key, String version) {
    }

    /** ECS's check inside the container; times in seconds. */
    public record HealthCheck(List<String> command, int interval, int timeout, int retries, int startPeriod) {
        public HealthCheck {
            command = List.copyOf(command);
        }
    }

    /** Where the awslogs driver writes to. */
    public record Logs(ResourceId group, String region, String streamPrefix) {
    }
}
