package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.accesspoint.AccessPointArns;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * What the revisions say, each read once in its life, since a revision never changes. Only whose the access points are that it mounts is asked every
 * time: ids of access points come and go, and what we compare names them by their identity. Thread-safe.
 */
public final class Revisions {
    /**
     * The tag with the tagged reference of the app's image, and with a slash and the container's name that of a sidecar's; legal in a tag since a
     * reference has only letters, digits and {@code . _ - / : @}.
     */
    private static final String IMAGE = "meddevo:image";

    private final EcsClient ecs;
    private final TagIndex tags;
    private final AccessPointArns accessPoints;
    private final Normal normal;
    private final Map<String, Read> read = new ConcurrentHashMap<>();
    /** Access points that are gone or not ours; an id never comes back, and tags that do are seen in the list of what is ours. */
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    /** @param owners of its access points, when it was last brought to its normal form */
    private record Read(DescribeTaskDefinitionResponse answer, Map<String, ResourceId> owners, Revision revision) {
    }

    /** @param owner the id in its tags; empty for a revision that is not ours */
    record Revision(TaskDefinition content, Optional<ResourceId> owner) {
    }

    public Revisions(EcsClient ecs, Environment environment, TagIndex tags) {
        this.ecs = ecs;
        this.tags = tags;
        this.accessPoints = new AccessPointArns(environment);
        this.normal = new Normal(environment);
    }

    /**
     * What a revision is as one of an app's, whoever registered it and whether or not it is still active.
     *
     * @param arn the revision's ARN
     */
    public TaskDefinition read(String app, String arn) {
        var revision = revision(arn);
        return revision.content().id().app().equals(app)
                ? revision.content()
                : TaskDefinition.of(app, revision.content().family(), revision.content().size(), revision.content().roles(),
                        revision.content().contents(), revision.content().revision(), Map.of());
    }

    /**
     * What somebody else's revision would be if an app had registered it: where it writes to the app's own log group, it does so there too.
     *
     * @param points the access points that are to become the app's, by their ids
     */
    public static TaskDefinition asOwn(String app, software.amazon.awssdk.services.ecs.model.TaskDefinition theirs,
            Map<String, ResourceId> points, Environment environment) {
        return new Normal(environment).of(app, theirs, points, Map.of());
    }

    Revision revision(String arn) {
        var known = read.get(arn);
        if (known == null) {
            var answer = ecs.describeTaskDefinition(request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS));
            return learn(arn, answer, owners(answer)).revision();
        }
        var owners = owners(known.answer());
        return owners.equals(known.owners()) ? known.revision() : learn(arn, known.answer(), owners).revision();
    }

    private Map<String, ResourceId> owners(DescribeTaskDefinitionResponse answer) {
        var owners = new TreeMap<String, ResourceId>();
        AreaVolumes.accessPoints(answer.taskDefinition())
                .forEach(id -> owner(accessPoints.arn(id)).ifPresent(owner -> owners.put(id, owner)));
        return owners;
    }

    private Optional<ResourceId> owner(String accessPoint) {
        var known = tags.owner(accessPoint);
        if (known.isPresent() || strangers.contains(accessPoint)) return known;
        var asked = Optional.ofNullable(tags.owners(List.of(accessPoint)).get(accessPoint));
        if (asked.isEmpty()) strangers.add(accessPoint);
        return asked;
    }

    private Read learn(String arn, DescribeTaskDefinitionResponse answer, Map<String, ResourceId> owners) {
        var own = answer.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        var owner = tags.ownership().id(own).filter(id -> id.kind().equals(TaskDefinitions.KIND));
        String app = owner.map(ResourceId::app).orElse("-");
        var content = normal.of(app, answer.taskDefinition(), owners, references(app, own));
        var learned = new Read(answer, owners, new Revision(content, owner));
        read.put(arn, learned);
        return learned;
    }

    /** The tags that remember by which references images were looked up. */
    static Map<String, String> tags(TaskDefinition desired) {
        var tags = new TreeMap<String, String>();
        desired.references().forEach((container, reference) -> tags.put(key(desired.id().app(), container), reference));
        return tags;
    }

    private static Map<String, String> references(String app, Map<String, String> tags) {
        var references = new TreeMap<String, String>();
        tags.forEach((key, reference) -> {
            if (key.equals(IMAGE)) references.put(TaskDefinitions.containerName(app), reference);
            else if (key.startsWith(IMAGE + "/")) references.put(key.substring(IMAGE.length() + 1), reference);
        });
        return references;
    }

    private static String key(String app, String container) {
        return container.equals(TaskDefinitions.containerName(app)) ? IMAGE : IMAGE + "/" + container;
    }
}
