package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.tags.Ownership;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** What the revisions say, each read once in its life, since a revision never changes. Thread-safe. */
public final class Revisions {
    /** The tag with the image's tagged reference; legal in a tag since a reference has only letters, digits and {@code . _ - / : @}. */
    static final String IMAGE = "meddevo:image";

    private final EcsClient ecs;
    private final Ownership ownership;
    private final Normal normal;
    private final Map<String, Revision> read = new ConcurrentHashMap<>();

    /** @param owner the id in its tags; empty for a revision that is not ours */
    record Revision(TaskDefinition content, Optional<ResourceId> owner) {
    }

    public Revisions(EcsClient ecs, Environment environment, Ownership ownership) {
        this.ecs = ecs;
        this.ownership = ownership;
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
                        revision.content().contents(), revision.content().revision(), Optional.empty());
    }

    Revision revision(String arn) {
        var known = read.get(arn);
        if (known != null) return known;
        var answer = ecs.describeTaskDefinition(request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS));
        return learn(arn, answer);
    }

    private Revision learn(String arn, DescribeTaskDefinitionResponse answer) {
        var tags = answer.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        var owner = ownership.id(tags).filter(id -> id.kind().equals(TaskDefinitions.KIND));
        var content = normal.of(owner.map(ResourceId::app).orElse("-"), answer.taskDefinition(), Optional.ofNullable(tags.get(IMAGE)));
        var revision = new Revision(content, owner);
        read.put(arn, revision);
        return revision;
    }
}
