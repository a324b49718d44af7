package com.meddevo.aws.targetgroup;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.TagIndex;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Target groups in AWS. */
public final class TargetGroupDriver implements ResourceDriver<TargetGroup> {
    private static final int PAGE = 400;

    private final ElasticLoadBalancingV2Client elb;
    private final Environment environment;
    private final TagIndex tags;
    private final Attributes attributes;
    private final Targets targets;
    private final Quotas quotas;
    private final Clock clock;

    public TargetGroupDriver(ElasticLoadBalancingV2Client elb, EcsClient ecs, Environment environment, TagIndex tags, Clock clock) {
        this.elb = elb;
        this.environment = environment;
        this.tags = tags;
        this.attributes = new Attributes(elb);
        this.targets = new Targets(elb, ecs, environment);
        this.quotas = new Quotas(elb, environment, tags);
        this.clock = clock;
    }

    @Override
    public Class<TargetGroup> type() { return TargetGroup.class; }

    @Override
    public Set<String> actions() {
        return Set.of("elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTags",
                "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeAccountLimits",
                "elasticloadbalancing:DescribeTargetHealth", "ecs:ListTasks", "ecs:DescribeTasks",
                "elasticloadbalancing:CreateTargetGroup",
                "elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes",
                "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:AddTags");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var groups = new HashMap<String, software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup>();
        elb.describeTargetGroupsPaginator(request -> request.pageSize(PAGE)).targetGroups()
                .forEach(group -> groups.put(group.targetGroupArn(), group));
        // a group of another name may be ours by its tags, which the index knows; asking for every foreign group's tags would cost a call per 20
        var candidates = groups.values().stream()
                .filter(group -> tags.owner(group.targetGroupArn()).isPresent() || group.targetGroupName().startsWith(TargetGroups.PREFIX))
                .map(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup::targetGroupArn).toList();
        var owners = new HashMap<>(tags.owners(candidates));
        owners.values().removeIf(id -> !id.kind().equals(TargetGroups.KIND) || !scope.includes(id.app()));
        boolean asked = attributes.read(owners.keySet(), scope);
        targets.read(owners, scope, !asked); // one after the other, or a sweep would cost too much

        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        owners.forEach((arn, id) -> {
            states.add(state(id, groups.get(arn), attributes.of(arn), targets.strangers(arn)));
            arns.put(id, arn);
        });
        var foreign = tags.foreign(inOurPlaces(groups.values(), scope), scope);
        return new Observation(readings(scope, owners, startedAt), states, arns,
                Facts.ofForeign(foreign).and(Facts.ofBalancers(quotas.balancers(groups.values(), scope))));
    }

    private Map<String, ResourceId> inOurPlaces(
            Collection<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> groups, Scope scope) {
        var names = new HashMap<String, ResourceId>();
        scope.fleet().wanted().stream().filter(app -> scope.includes(app.name())).forEach(app -> TargetGroups.id(app, environment)
                .ifPresent(id -> names.put(TargetGroups.groupName(environment, id), id)));
        var inPlace = new HashMap<String, ResourceId>();
        groups.stream().filter(group -> names.containsKey(group.targetGroupName()))
                .forEach(group -> inPlace.put(group.targetGroupArn(), names.get(group.targetGroupName())));
        return inPlace;
    }

    /** The attributes' memory holds our own writes, so it is as new as the reading of the groups. */
    private List<Reading> readings(Scope scope, Map<String, ResourceId> owners, Instant startedAt) {
        var readings = new ArrayList<Reading>();
        readings.add(new Reading(TargetGroups.KIND, scope.app(), Reading.WHOLE, startedAt));
        var unread = owners.keySet().stream().filter(arn -> attributes.of(arn).isEmpty()).map(arn -> owners.get(arn).app()).toList();
        if (unread.isEmpty()) {
            readings.add(new Reading(TargetGroups.KIND, scope.app(), TargetGroups.ATTRIBUTES, startedAt));
        } else {
            scope.fleet().members().stream().map(member -> member.key().name()).distinct()
                    .filter(app -> scope.includes(app) && !unread.contains(app))
                    .forEach(app -> readings.add(new Reading(TargetGroups.KIND, Optional.of(app), TargetGroups.ATTRIBUTES, startedAt)));
        }
        return readings;
    }

    private static TargetGroup state(ResourceId id, software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group,
            Optional<TargetGroup.Attributes> attributes, Optional<Set<String>> strangers) {
        var fixed = new TargetGroup.Fixed(group.protocolAsString(), or(group.protocolVersion(), "HTTP1"), group.port(), group.vpcId(),
                group.targetTypeAsString(), or(group.ipAddressTypeAsString(), "ipv4"));
        var check = new TargetGroup.HealthCheck(group.healthCheckEnabled() == null || group.healthCheckEnabled(),
                group.healthCheckProtocolAsString(), or(group.healthCheckPort(), "traffic-port"), or(group.healthCheckPath(), "/"),
                group.healthCheckIntervalSeconds(), group.healthCheckTimeoutSeconds(), group.healthyThresholdCount(),
                group.unhealthyThresholdCount(), group.matcher() == null ? "200" : or(group.matcher().httpCode(), "200"));
        return new TargetGroup(id, fixed, check, attributes, strangers);
    }

    private static String or(String value, String otherwise) { return value == null ? otherwise : value; }

    @Override
    public Outcome apply(Change<TargetGroup> change, Arns arns) {
        return switch (change) {
            case Change.Create<TargetGroup> create -> create(create.desired(), arns);
            case Change.Update<TargetGroup> update -> update(arns.of(update.id()), update.observed(), update.desired());
            case Change.Delete<TargetGroup> delete -> delete(delete.id(), arns);
            case Change.Blocked<TargetGroup> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(TargetGroup desired, Arns arns) {
        String name = TargetGroups.groupName(environment, desired.id());
        String arn;
        try {
            arn = elb.createTargetGroup(request(name, desired)).targetGroups().getFirst().targetGroupArn();
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.alreadyExists(e)) throw e;
            arn = elb.describeTargetGroups(request -> request.names(name)).targetGroups().getFirst().targetGroupArn();
            if (!tags.confirm(arn, desired.id())) return tags.ownership().notOurs(desired.id(), "target group " + name);
            modify(arn, desired.healthCheck());
        }
        tags.learn(arn, desired.id());
        arns.learn(desired.id(), arn);
        attributes.write(arn, desired.attributes().orElseThrow());
        return new Outcome.Done();
    }

    private CreateTargetGroupRequest request(String name, TargetGroup desired) {
        var fixed = desired.fixed();
        var check = desired.healthCheck();
        return CreateTargetGroupRequest.builder().name(name).protocol(fixed.protocol()).protocolVersion(fixed.protocolVersion())
                .port(fixed.port()).vpcId(fixed.vpcId()).targetType(fixed.targetType()).ipAddressType(fixed.addressType())
                .healthCheckEnabled(check.enabled()).healthCheckProtocol(check.protocol()).healthCheckPort(check.port())
                .healthCheckPath(check.path()).healthCheckIntervalSeconds(check.interval()).healthCheckTimeoutSeconds(check.timeout())
                .healthyThresholdCount(check.healthyThreshold()).unhealthyThresholdCount(check.unhealthyThreshold())
                .matcher(matcher -> matcher.httpCode(check.matcher())).tags(own(desired.id())).build();
    }

    private Outcome update(String arn, TargetGroup observed, TargetGroup desired) {
        if (!observed.healthCheck().equals(desired.healthCheck())) modify(arn, desired.healthCheck());
        if (!observed.attributes().equals(desired.attributes())) attributes.write(arn, desired.attributes().orElseThrow());
        return new Outcome.Done();
    }

    private void modify(String arn, TargetGroup.HealthCheck check) {
        elb.modifyTargetGroup(
                request -> request.targetGroupArn(arn).healthCheckEnabled(check.enabled()).healthCheckProtocol(check.protocol())
                        .healthCheckPort(check.port()).healthCheckPath(check.path()).healthCheckIntervalSeconds(check.interval())
                        .healthCheckTimeoutSeconds(check.timeout()).healthyThresholdCount(check.healthyThreshold())
                        .unhealthyThresholdCount(check.unhealthyThreshold()).matcher(matcher -> matcher.httpCode(check.matcher())));
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        try {
            if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "target group " + arn);
            elb.deleteTargetGroup(request -> request.targetGroupArn(arn));
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
        tags.forget(arn);
        arns.forget(id);
        attributes.forget(arn);
        targets.forget(arn);
        return new Outcome.Done();
    }

    private List<Tag> own(ResourceId id) {
        return tags.ownership().tags(id).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
