package com.meddevo.localcloud.elb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Target groups and their attributes. */
final class TargetGroups {

    /** AWS's default quota of target groups per region. */
    private static final int PER_REGION = 3000;

    private final ElbState state;
    private final ElbTags tags;
    private final Targets health;

    TargetGroups(ElbState state, ElbTags tags, Targets health) {
        this.state = state;
        this.tags = tags;
        this.health = health;
    }

    TargetGroup create(CreateTargetGroupRequest request) {
        var wanted = TargetGroupDefaults.fill(request);
        var existing = state.targetGroups.all().stream().filter(group -> group.targetGroupName().equals(wanted.targetGroupName()))
                .findFirst();
        if (existing.isPresent()) {
            var same = existing.get();
            if (!same.toBuilder().targetGroupArn(null).build().equals(wanted)) {
                throw ElbErrors.duplicateTargetGroup(wanted.targetGroupName());
            }
            return described(same);
        }
        if (state.targetGroups.all().size() >= PER_REGION) {
            throw ElbErrors.tooManyTargetGroups();
        }
        var arn = state.site().arn("elasticloadbalancing",
                "targetgroup/%s/%s".formatted(wanted.targetGroupName(), state.site().ids().hexadecimal(16)));
        tags.onCreate(arn, request.tags());
        state.targetGroups.put(arn, wanted.toBuilder().targetGroupArn(arn).build());
        return described(state.targetGroup(arn));
    }

    TargetGroup modify(ModifyTargetGroupRequest request) {
        var group = state.targetGroup(request.targetGroupArn());
        var changed = group.toBuilder();
        set(changed, request.healthCheckEnabled(), TargetGroup.Builder::healthCheckEnabled);
        set(changed, request.healthCheckIntervalSeconds(), TargetGroup.Builder::healthCheckIntervalSeconds);
        set(changed, request.healthCheckPath(), TargetGroup.Builder::healthCheckPath);
        set(changed, request.healthCheckPort(), TargetGroup.Builder::healthCheckPort);
        set(changed, request.healthCheckProtocol(), TargetGroup.Builder::healthCheckProtocol);
        set(changed, request.healthCheckTimeoutSeconds(), TargetGroup.Builder::healthCheckTimeoutSeconds);
        set(changed, request.healthyThresholdCount(), TargetGroup.Builder::healthyThresholdCount);
        set(changed, request.unhealthyThresholdCount(), TargetGroup.Builder::unhealthyThresholdCount);
        set(changed, request.matcher(), TargetGroup.Builder::matcher);
        state.targetGroups.put(group.targetGroupArn(), TargetGroupDefaults.checked(changed.build()));
        return described(state.targetGroup(group.targetGroupArn()));
    }

    /** Deletes a target group; one that is not there counts as deleted. */
    void delete(String arn) {
        if (state.targetGroups.get(arn).isEmpty()) {
            return;
        }
        if (state.inUse(arn)) {
            throw ElbErrors.targetGroupInUse(arn);
        }
        health.forget(arn);
        state.targetGroups.remove(arn);
        state.attributes.remove(arn);
        state.site().tags().forget(arn);
    }

    List<TargetGroup> describe(DescribeTargetGroupsRequest request) {
        if (request.targetGroupArns().size() > ElbPages.IDENTIFIERS || request.names().size() > ElbPages.IDENTIFIERS) {
            throw ElbErrors.validation("At most %d target groups can be named in one call".formatted(ElbPages.IDENTIFIERS));
        }
        if (request.loadBalancerArn() != null) {
            state.loadBalancer(request.loadBalancerArn());
            return visible().filter(group -> group.loadBalancerArns().contains(request.loadBalancerArn())).toList();
        }
        if (request.hasTargetGroupArns() && !request.targetGroupArns().isEmpty()) {
            return request.targetGroupArns().stream()
                    .map(arn -> described(state.targetGroups.read(arn).orElseThrow(ElbErrors::targetGroupNotFound))).toList();
        }
        if (request.hasNames() && !request.names().isEmpty()) {
            return request.names().stream()
                    .map(name -> visible().filter(group -> group.targetGroupName().equals(name)).findFirst()
                            .orElseThrow(ElbErrors::targetGroupNotFound))
                    .toList();
        }
        return visible().toList();
    }

    List<TargetGroupAttribute> attributes(String arn) {
        state.targetGroups.read(arn).orElseThrow(ElbErrors::targetGroupNotFound);
        var all = new TreeMap<>(TargetGroupDefaults.ATTRIBUTES);
        all.putAll(state.attributes.read(arn).orElse(Map.of()));
        return shown(all);
    }

    List<TargetGroupAttribute> modifyAttributes(ModifyTargetGroupAttributesRequest request) {
        var arn = state.targetGroup(request.targetGroupArn()).targetGroupArn();
        var changed = new TreeMap<>(state.attributes.get(arn).orElse(Map.of()));
        for (var attribute : request.attributes()) {
            if (!TargetGroupDefaults.ATTRIBUTES.containsKey(attribute.key())) {
                throw ElbErrors.validation("Target group attribute key '%s' is not recognized".formatted(attribute.key()));
            }
            if (attribute.key().startsWith("deregistration_delay")
                    && !attribute.value().matches("[0-9]{1,3}|[12][0-9]{3}|3[0-5][0-9]{2}|3600")) {
                throw ElbErrors.validation(
                        "'%s' must be between '0' and '3600' inclusive, not '%s'".formatted(attribute.key(), attribute.value()));
            }
            changed.put(attribute.key(), attribute.value());
        }
        state.attributes.put(arn, Map.copyOf(changed));
        return shown(state.attributesOf(arn));
    }

    private Stream<TargetGroup> visible() { return state.targetGroups.readAll().stream().map(this::described); }

    private TargetGroup described(TargetGroup group) {
        var usedBy = state.loadBalancerUsing(group.targetGroupArn()).map(List::of).orElse(List.of());
        return group.toBuilder().loadBalancerArns(usedBy).build();
    }

    private static List<TargetGroupAttribute> shown(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> TargetGroupAttribute.builder().key(entry.getKey()).value(entry.getValue()).build()).toList();
    }

    private static <T> void set(TargetGroup.Builder builder, T value, BiFunction<TargetGroup.Builder, T, TargetGroup.Builder> setter) {
        if (value != null) {
            setter.apply(builder, value);
        }
    }
}
