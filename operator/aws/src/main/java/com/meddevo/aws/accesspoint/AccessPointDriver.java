package com.meddevo.aws.accesspoint;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.EfsException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.Tag;

/** EFS access points in AWS. One that is still being made counts as absent, so that nothing mounts it; so does one that is being deleted. */
public final class AccessPointDriver implements ResourceDriver<AccessPoint> {
    private static final int PAGE = 100;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Set<LifeCycleState> THERE = Set.of(LifeCycleState.AVAILABLE, LifeCycleState.UPDATING);
    private static final Set<LifeCycleState> ON_ITS_WAY = Set.of(LifeCycleState.CREATING, LifeCycleState.DELETING);

    private final EfsClient efs;
    private final Environment environment;
    private final TagIndex tags;
    private final Clock clock;

    public AccessPointDriver(EfsClient efs, Environment environment, TagIndex tags, Clock clock) {
        this.efs = efs;
        this.environment = environment;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Class<AccessPoint> type() { return AccessPoint.class; }

    @Override
    public Set<String> actions() {
        return Set.of("elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:CreateAccessPoint",
                "elasticfilesystem:DeleteAccessPoint", "elasticfilesystem:TagResource", "elasticfilesystem:ListTagsForResource");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        points(scope).filter(point -> THERE.contains(point.lifeCycleState())).forEach(point -> owner(point).ifPresent(id -> {
            states.add(state(id, point));
            arns.put(id, point.accessPointArn());
        }));
        return new Observation(List.of(new Reading(AccessPoints.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns, Facts.NONE);
    }

    /** All of the file system, if anybody uses it; of one app those that its tags are known of. */
    private Stream<AccessPointDescription> points(Scope scope) {
        if (environment.files().isEmpty()) return Stream.of();
        if (scope.app().isPresent()) {
            return InParallel.map(tags.arns(AccessPoints.KIND, scope.app().get()).values(), arn -> find(AccessPointArns.id(arn))).stream()
                    .flatMap(Optional::stream);
        }
        boolean used = scope.fleet().wanted().stream().anyMatch(app -> !app.task().files().isEmpty());
        return used || tags.owns(AccessPoints.KIND, scope)
                ? efs.describeAccessPointsPaginator(
                        request -> request.fileSystemId(environment.files().get().fileSystemId()).maxResults(PAGE)).accessPoints().stream()
                : Stream.of();
    }

    private Optional<AccessPointDescription> find(String accessPointId) {
        try {
            return efs.describeAccessPoints(request -> request.accessPointId(accessPointId)).accessPoints().stream().findFirst();
        } catch (EfsException e) {
            if (!AwsErrors.notFound(e)) throw e;
            return Optional.empty();
        }
    }

    private Optional<ResourceId> owner(AccessPointDescription point) {
        return tags.ownership().id(point.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .filter(id -> id.kind().equals(AccessPoints.KIND));
    }

    private static AccessPoint state(ResourceId id, AccessPointDescription point) {
        var made = point.rootDirectory().creationInfo();
        return new AccessPoint(id, point.fileSystemId(), point.rootDirectory().path(),
                new FileArea.Owner(point.posixUser() == null ? 0 : point.posixUser().uid(),
                        point.posixUser() == null ? 0 : point.posixUser().gid(), made == null ? "" : made.permissions()));
    }

    @Override
    public Outcome apply(Change<AccessPoint> change, Arns arns) {
        return switch (change) {
            case Change.Create<AccessPoint> create -> create(create.desired(), arns);
            case Change.Update<AccessPoint> update -> throw new IllegalArgumentException("an access point cannot change: " + update.id());
            case Change.Delete<AccessPoint> delete -> delete(delete.id(), arns);
            case Change.Blocked<AccessPoint> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    /** EFS refuses a token that it knows, and says whose it is: that one is ours, since the token is made of our id. */
    private Outcome create(AccessPoint desired, Arns arns) {
        var owner = desired.owner();
        String accessPointId;
        try {
            accessPointId = efs.createAccessPoint(request -> request.clientToken(tags.ownership().token(desired.id(), desired))
                    .fileSystemId(desired.fileSystemId()).posixUser(user -> user.uid(owner.uid()).gid(owner.gid()))
                    .rootDirectory(root -> root.path(desired.path())
                            .creationInfo(info -> info.ownerUid(owner.uid()).ownerGid(owner.gid()).permissions(owner.permissions())))
                    .tags(ownTags(desired.id()))).accessPointId();
        } catch (AccessPointAlreadyExistsException e) {
            accessPointId = e.accessPointId();
        }
        return ready(desired.id(), accessPointId, arns);
    }

    private Outcome ready(ResourceId id, String accessPointId, Arns arns) {
        var found = find(accessPointId);
        if (found.isEmpty() || ON_ITS_WAY.contains(found.get().lifeCycleState()))
            return new Outcome.Waiting(id + ": access point " + accessPointId + " of EFS is "
                    + found.map(point -> point.lifeCycleStateAsString()).orElse("not listed yet"), SOON);
        if (found.get().lifeCycleState() == LifeCycleState.ERROR) {
            efs.deleteAccessPoint(request -> request.accessPointId(accessPointId));
            return new Outcome.Waiting(id + ": EFS could not make access point " + accessPointId + ", so another one is made", SOON);
        }
        if (owner(found.get()).filter(id::equals).isEmpty())
            efs.tagResource(request -> request.resourceId(accessPointId).tags(ownTags(id)));
        tags.learn(found.get().accessPointArn(), id);
        arns.learn(id, found.get().accessPointArn());
        return new Outcome.Done();
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "access point " + AccessPointArns.id(arn));
        try {
            efs.deleteAccessPoint(request -> request.accessPointId(AccessPointArns.id(arn)));
        } catch (EfsException e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
        tags.forget(arn);
        arns.forget(id);
        return new Outcome.Done();
    }

    /** With the name that the console shows. */
    private List<Tag> ownTags(ResourceId id) {
        Map<String, String> all = new TreeMap<>(tags.ownership().tags(id));
        all.put("Name", environment.name() + "-" + id.app() + "-" + id.name());
        return all.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }
}
