package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.accesspoint.AccessPointArns;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.tags.Ownership;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Volume;

/** Task definitions in AWS. */
public final class TaskDefinitionDriver implements ResourceDriver<TaskDefinition> {
    private static final int PAGE = 100;
    private static final Duration LATER = Duration.ofSeconds(15);

    private final EcsClient ecs;
    private final Environment environment;
    private final Ownership ownership;
    private final Revisions revisions;
    private final Clock clock;
    private final RevisionUses uses;

    public TaskDefinitionDriver(EcsClient ecs, Environment environment, Ownership ownership, Revisions revisions, Clock clock) {
        this.ecs = ecs;
        this.environment = environment;
        this.ownership = ownership;
        this.revisions = revisions;
        this.clock = clock;
        this.uses = new RevisionUses(ecs, environment.cluster());
    }

    @Override
    public Class<TaskDefinition> type() { return TaskDefinition.class; }

    @Override
    public Set<String> actions() {
        return Set.of("ecs:ListTaskDefinitions", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:DeregisterTaskDefinition",
                "ecs:TagResource", "ecs:DescribeServices", "ecs:ListTasks", "ecs:DescribeTasks", "iam:PassRole");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var states = new TreeMap<ResourceId, ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        active(scope.app()).entrySet().stream().sorted(Comparator.comparing(entry -> entry.getValue().revision())).forEach(entry -> {
            if (!scope.includes(entry.getValue().id().app())) return;
            states.put(entry.getValue().id(), entry.getValue());
            arns.put(entry.getValue().id(), entry.getKey());
        });
        return new Observation(List.of(new Reading(TaskDefinitions.KIND, scope.app(), Reading.WHOLE, startedAt)),
                List.copyOf(states.values()),
                arns, Facts.NONE);
    }

    /** Our ACTIVE revisions by ARN, of one app or of all. Two of one hash are one thing, and the newer stands for it. */
    private Map<String, TaskDefinition> active(Optional<String> app) {
        String family = TaskDefinitions.familyPrefix(environment);
        var arns = ecs
                .listTaskDefinitionsPaginator(request -> request.status(TaskDefinitionStatus.ACTIVE).sort(SortOrder.DESC).maxResults(PAGE)
                        .familyPrefix(app.map(name -> TaskDefinitions.family(environment, name)).orElse(null)))
                .taskDefinitionArns().stream()
                .filter(arn -> arn.substring(arn.indexOf('/') + 1).startsWith(family)).toList();
        var answers = InParallel.map(arns, revisions::revision);
        var ours = new HashMap<String, TaskDefinition>();
        for (int i = 0; i < arns.size(); i++) {
            if (answers.get(i).owner().isPresent()) ours.put(arns.get(i), answers.get(i).content());
        }
        return ours;
    }

    @Override
    public Outcome apply(Change<TaskDefinition> change, Arns arns) {
        return switch (change) {
            case Change.Create<TaskDefinition> create -> register(create.desired(), arns);
            case Change.Delete<TaskDefinition> delete -> deregister(delete.observed(), arns);
            case Change.Update<TaskDefinition> update -> throw new IllegalArgumentException("a revision cannot change: " + update.id());
            case Change.Blocked<TaskDefinition> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome register(TaskDefinition desired, Arns arns) {
        Optional<String> there = revisionsOf(desired.id()).findFirst();
        String arn = there.orElseGet(() -> ecs.registerTaskDefinition(request(desired, arns)).taskDefinition().taskDefinitionArn());
        arns.learn(desired.id(), arn);
        return new Outcome.Done();
    }

    private Outcome deregister(TaskDefinition observed, Arns arns) {
        var revisionArns = revisionsOf(observed.id()).toList();
        var need = uses.of(observed.id().app(), observed.family(), Set.copyOf(revisionArns));
        if (need.isPresent()) return new Outcome.Waiting(observed.id() + " is kept for now: " + need.get(), LATER);
        revisionArns.forEach(arn -> ecs.deregisterTaskDefinition(request -> request.taskDefinition(arn)));
        arns.forget(observed.id());
        return new Outcome.Done();
    }

    private Stream<String> revisionsOf(ResourceId id) {
        return active(Optional.of(id.app())).entrySet().stream().filter(entry -> entry.getValue().id().equals(id)).map(Map.Entry::getKey);
    }

    private RegisterTaskDefinitionRequest request(TaskDefinition desired, Arns arns) {
        var tags = new TreeMap<>(ownership.tags(desired.id()));
        tags.putAll(Revisions.tags(desired));
        return RegisterTaskDefinitionRequest.builder().family(desired.family()).networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE).cpu(String.valueOf(desired.size().cpu()))
                .memory(String.valueOf(desired.size().memory()))
                .runtimePlatform(platform -> platform.cpuArchitecture(desired.size().architecture().name()).operatingSystemFamily("LINUX"))
                .ephemeralStorage(desired.size().storageGiB().map(gib -> EphemeralStorage.builder().sizeInGiB(gib).build()).orElse(null))
                .volumes(volumes(desired, arns))
                .taskRoleArn(desired.roles().task().orElse(null)).executionRoleArn(desired.roles().execution().orElse(null))
                .containerDefinitions(
                        desired.containers().entrySet().stream()
                                .map(entry -> new ContainerRequest(environment).of(entry.getKey(), entry.getValue())).toList())
                .tags(tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList()).build();
    }

    /** Nothing, not an empty list, where there are none. */
    private List<Volume> volumes(TaskDefinition desired, Arns arns) {
        var volumes = Stream.concat(desired.scratch().stream().map(name -> Volume.builder().name(name).build()),
                desired.areas().entrySet().stream().map(area -> AreaVolumes.toAws(area.getKey(),
                        environment.files().orElseThrow().fileSystemId(), AccessPointArns.id(arns.of(area.getValue())))))
                .toList();
        return volumes.isEmpty() ? null : volumes;
    }
}
