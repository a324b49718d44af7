package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Task definitions: revisions that never change and whose numbers are never used again. */
final class TaskDefinitions {

    private static final int DELETED_PER_CALL = 10;

    private final Site site;
    private final EcsTags tags;
    final Versioned<String, TaskDefinition> revisions;
    final Map<String, Integer> latest = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();

    TaskDefinitions(Site site, EcsTags tags) {
        this.site = site;
        this.tags = tags;
        this.revisions = site.store();
    }

    /** Registers a new revision, also of a definition that is the same as another one. */
    TaskDefinition register(RegisterTaskDefinitionRequest request) {
        var filled = TaskDefinitionDefaults.fill(request);
        EcsTags.checked(request.tags());
        var revision = latest.merge(filled.family(), 1, Integer::sum);
        var arn = site.arn("ecs", "task-definition/%s:%d".formatted(filled.family(), revision));
        tags.add(arn, request.tags());
        revisions.put(arn, filled.toBuilder().taskDefinitionArn(arn).revision(revision).registeredAt(site.timeline().now())
                .registeredBy("arn:aws:iam::%s:root".formatted(site.accountId())).build());
        return revisions.get(arn).orElseThrow();
    }

    /** The revision that a request names by ARN, {@code family:revision} or family, as a reader sees it. */
    TaskDefinition describe(String name) {
        return find(name, revisions.readAll().stream()).orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
    }

    /** The revision that a service is to run. */
    TaskDefinition usable(String name) {
        var found = find(name, revisions.all().stream()).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return found;
    }

    Optional<TaskDefinition> get(String arn) { return revisions.get(arn); }

    TaskDefinition deregister(String name) {
        if (name == null || !name.matches(".*[^:]:\\d+")) {
            throw EcsErrors.invalid("Invalid revision number. Number: null");
        }
        var found = find(name, revisions.all().stream())
                .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist."));
        if (found.status() == TaskDefinitionStatus.ACTIVE) {
            revisions.put(found.taskDefinitionArn(),
                    found.toBuilder().status(TaskDefinitionStatus.INACTIVE).deregisteredAt(site.timeline().now()).build());
        }
        return revisions.get(found.taskDefinitionArn()).orElseThrow();
    }

    /** What became of a call that deletes definitions. */
    record Deleted(List<TaskDefinition> deleted, List<Failure> failures) {
    }

    /** Deletes revisions that were deregistered; one that is still used goes when it is no longer used. */
    Deleted delete(List<String> names) {
        if (names.isEmpty() || names.size() > DELETED_PER_CALL) {
            throw EcsErrors.invalid("A call deletes 1 to %d task definitions, not %d.".formatted(DELETED_PER_CALL, names.size()));
        }
        var deleted = new ArrayList<TaskDefinition>();
        var failures = new ArrayList<Failure>();
        for (var name : names) {
            var found = find(name, revisions.all().stream());
            if (found.isEmpty()) {
                failures.add(Failure.builder().arn(name).reason("MISSING").build());
            } else if (found.get().status() == TaskDefinitionStatus.ACTIVE) {
                failures.add(Failure.builder().arn(found.get().taskDefinitionArn())
                        .reason("The specified task definition is still in ACTIVE status. Please deregister the target and try again.")
                        .build());
            } else {
                var going = found.get().toBuilder().status(TaskDefinitionStatus.DELETE_IN_PROGRESS).build();
                revisions.put(going.taskDefinitionArn(), going);
                leaving.add(going.taskDefinitionArn());
                deleted.add(going);
            }
        }
        return new Deleted(deleted, failures);
    }

    /** Takes a revision in that was saved. */
    void restore(TaskDefinition definition) {
        revisions.put(definition.taskDefinitionArn(), definition);
        if (definition.status() == TaskDefinitionStatus.DELETE_IN_PROGRESS) {
            leaving.add(definition.taskDefinitionArn());
        }
    }

    /** Lets those go that wait for it and that nothing uses. */
    void sweep(Predicate<String> used) {
        for (var arn : List.copyOf(leaving)) {
            if (!used.test(arn)) {
                leaving.remove(arn);
                revisions.remove(arn);
                tags.forget(arn);
            }
        }
    }

    List<String> list(String family, TaskDefinitionStatus status, SortOrder order) {
        var wanted = status == null ? TaskDefinitionStatus.ACTIVE : status;
        var rising = Comparator.comparing(TaskDefinition::family).thenComparing(TaskDefinition::revision);
        return revisions.readAll().stream().filter(one -> one.status() == wanted && (family == null || one.family().equals(family)))
                .sorted(order == SortOrder.DESC ? rising.reversed() : rising).map(TaskDefinition::taskDefinitionArn).toList();
    }

    List<String> families(String prefix, TaskDefinitionFamilyStatus status) {
        var active = revisions.readAll().stream().filter(one -> one.status() == TaskDefinitionStatus.ACTIVE).map(TaskDefinition::family)
                .distinct().toList();
        return revisions.readAll().stream().map(TaskDefinition::family).distinct()
                .filter(family -> prefix == null || family.startsWith(prefix))
                .filter(family -> switch (status) {
                    case ACTIVE -> active.contains(family);
                    case INACTIVE -> !active.contains(family);
                    case null, default -> true;
                }).sorted().toList();
    }

    private static Optional<TaskDefinition> find(String given, Stream<TaskDefinition> among) {
        if (given == null) {
            throw EcsErrors.client("Task definition can not be blank.");
        }
        var name = given.substring(given.lastIndexOf('/') + 1);
        return name.contains(":")
                ? among.filter(one -> name.equals(one.family() + ":" + one.revision())).findFirst()
                : among.filter(one -> one.family().equals(name) && one.status() == TaskDefinitionStatus.ACTIVE)
                        .max(Comparator.comparing(TaskDefinition::revision));
    }
}
