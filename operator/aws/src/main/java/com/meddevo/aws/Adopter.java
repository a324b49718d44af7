package com.meddevo.aws;

import com.meddevo.aws.accesspoint.AccessPointArns;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Makes somebody else's resource ours by adding our tags to its own. Nothing else of it is changed. */
final class Adopter {
    private final Drivers drivers;

    Adopter(Drivers drivers) { this.drivers = drivers; }

    Outcome adopt(ResourceId id, String arn, Arns arns) {
        tag(arn, drivers.tags().ownership().tags(id));
        drivers.tags().adopted(arn, id);
        arns.learn(id, arn);
        return new Outcome.Done();
    }

    /** The service that an ARN names keeps its tags; each has a call of its own. */
    private void tag(String arn, Map<String, String> tags) {
        var clients = drivers.metered();
        String service = arn.split(":", 4)[2];
        switch (service) {
            case "ecs" -> clients.ecs().tagResource(request -> request.resourceArn(arn)
                    .tags(each(tags, (key, value) -> Tag.builder().key(key).value(value).build())));
            case "elasticloadbalancing" -> clients.elb().addTags(request -> request.resourceArns(arn).tags(each(tags,
                    (key, value) -> software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder().key(key).value(value)
                            .build())));
            case "logs" -> clients.logs().tagResource(request -> request.resourceArn(arn).tags(tags));
            case "servicediscovery" -> clients.discovery().tagResource(request -> request.resourceARN(arn).tags(each(tags,
                    (key, value) -> software.amazon.awssdk.services.servicediscovery.model.Tag.builder().key(key).value(value).build())));
            case "cloudwatch" -> clients.cloudwatch().tagResource(request -> request.resourceARN(arn).tags(each(tags,
                    (key, value) -> software.amazon.awssdk.services.cloudwatch.model.Tag.builder().key(key).value(value).build())));
            case "elasticfilesystem" -> clients.files().tagResource(request -> request.resourceId(AccessPointArns.id(arn)).tags(each(tags,
                    (key, value) -> software.amazon.awssdk.services.efs.model.Tag.builder().key(key).value(value).build())));
            case "application-autoscaling" -> clients.scaling().tagResource(request -> request.resourceARN(arn).tags(tags));
            default -> throw new IllegalArgumentException("nobody knows how to tag " + arn);
        }
    }

    /** Every service of the SDK has a tag type of its own. */
    private static <T> List<T> each(Map<String, String> tags, BiFunction<String, String, T> tag) {
        return tags.entrySet().stream().map(entry -> tag.apply(entry.getKey(), entry.getValue())).toList();
    }
}
