package com.meddevo.localcloud.elb;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Tags of this service's resources. */
final class ElbTags {

    private static final int PER_RESOURCE = 50;
    private static final int ARNS_PER_CALL = 20;

    private final ElbState state;

    ElbTags(ElbState state) { this.state = state; }

    void onCreate(String arn, Collection<Tag> tags) { state.site().tags().add(arn, checked(arn, tags)); }

    void add(List<String> arns, Collection<Tag> tags) {
        checkArns(arns);
        arns.forEach(this::requireResource);
        arns.forEach(arn -> state.site().tags().add(arn, checked(arn, tags)));
    }

    void remove(List<String> arns, Collection<String> keys) {
        checkArns(arns);
        arns.forEach(this::requireResource);
        arns.forEach(arn -> state.site().tags().remove(arn, keys));
    }

    List<TagDescription> describe(List<String> arns) {
        checkArns(arns);
        arns.forEach(this::requireResource);
        return arns.stream().map(arn -> TagDescription.builder().resourceArn(arn).tags(state.site().tags().read(arn).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList()).build()).toList();
    }

    private Map<String, String> checked(String arn, Collection<Tag> tags) {
        var added = new HashMap<String, String>();
        for (var tag : tags) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128 || tag.key().startsWith("aws:")) {
                throw ElbErrors
                        .validation("Tag key '%s' must have 1 to 128 characters and must not begin with 'aws:'".formatted(tag.key()));
            }
            if (added.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw ElbErrors.duplicateTagKeys();
            }
        }
        var all = new HashMap<>(state.site().tags().of(arn));
        all.putAll(added);
        if (all.size() > PER_RESOURCE) {
            throw ElbErrors.tooManyTags();
        }
        return added;
    }

    private static void checkArns(List<String> arns) {
        if (arns.isEmpty() || arns.size() > ARNS_PER_CALL) {
            throw ElbErrors.validation("One call takes 1 to %d resource ARNs, not %d".formatted(ARNS_PER_CALL, arns.size()));
        }
    }

    private void requireResource(String arn) {
        var kind = arn.replaceAll("^[^/]*:", "").replaceAll("/.*$", "");
        switch (kind) {
            case "targetgroup" -> state.targetGroup(arn);
            case "listener-rule" -> state.rule(arn);
            case "listener" -> state.listener(arn);
            case "loadbalancer" -> state.loadBalancer(arn);
            default -> throw ElbErrors.validation("'%s' is not a valid load balancer, listener, rule or target group ARN".formatted(arn));
        }
    }
}
