package com.meddevo.aws.securitygroup;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.tags.Ownership;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Security groups in AWS. */
public final class SecurityGroupDriver implements ResourceDriver<SecurityGroup> {
    private static final int PAGE = 1000;
    /** So many values a filter may have. */
    private static final int BATCH = 200;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final IpPermission EVERYTHING = IpPermission.builder().ipProtocol(SecurityGroups.EVERYTHING.protocol())
            .ipRanges(range -> range.cidrIp(SecurityGroups.EVERYTHING.destination())).build();

    private final Ec2Client ec2;
    private final Environment environment;
    private final TagIndex tags;
    private final GroupArns groupArns;
    private final Clock clock;

    public SecurityGroupDriver(Ec2Client ec2, Environment environment, TagIndex tags, Clock clock) {
        this.ec2 = ec2;
        this.environment = environment;
        this.tags = tags;
        this.groupArns = new GroupArns(environment);
        this.clock = clock;
    }

    @Override
    public Class<SecurityGroup> type() { return SecurityGroup.class; }

    @Override
    public Set<String> actions() {
        return Set.of("ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules", "ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup",
                "ec2:AuthorizeSecurityGroupEgress", "ec2:RevokeSecurityGroupEgress", "ec2:CreateTags");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var groups = groups(own(scope));
        var rules = rules(groups.stream().map(group -> group.groupId()).sorted().toList());
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        groups.forEach(group -> owner(group.tags()).filter(id -> id.kind().equals(SecurityGroups.KIND)).ifPresent(id -> {
            states.add(state(id, group, rules.getOrDefault(group.groupId(), List.of())));
            tags.learn(groupArns.arn(group.groupId()), id);
            arns.put(id, groupArns.arn(group.groupId()));
        }));
        return new Observation(List.of(new Reading(SecurityGroups.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns, Facts.NONE);
    }

    private List<Filter> own(Scope scope) {
        var filters = new ArrayList<Filter>();
        filters.add(filter("tag:" + Ownership.ENVIRONMENT, environment.name()));
        scope.app().ifPresent(app -> filters.add(filter("tag:" + Ownership.APP, app)));
        return filters;
    }

    private static Filter filter(String name, String value) { return Filter.builder().name(name).values(value).build(); }

    private List<software.amazon.awssdk.services.ec2.model.SecurityGroup> groups(List<Filter> filters) {
        return ec2.describeSecurityGroupsPaginator(request -> request.filters(filters).maxResults(PAGE)).securityGroups().stream().toList();
    }

    /** Everybody's rules of these groups, by the group's id. */
    private Map<String, List<SecurityGroupRule>> rules(List<String> groupIds) {
        var batches = IntStream.range(0, (groupIds.size() + BATCH - 1) / BATCH)
                .mapToObj(i -> groupIds.subList(i * BATCH, Math.min((i + 1) * BATCH, groupIds.size()))).toList();
        return InParallel.map(batches, batch -> ec2.describeSecurityGroupRulesPaginator(
                request -> request.filters(Filter.builder().name("group-id").values(batch).build()).maxResults(PAGE)).securityGroupRules()
                .stream().toList()).stream().flatMap(List::stream).collect(Collectors.groupingBy(SecurityGroupRule::groupId));
    }

    private SecurityGroup state(ResourceId id, software.amazon.awssdk.services.ec2.model.SecurityGroup group,
            List<SecurityGroupRule> rules) {
        return new SecurityGroup(id, group.groupName(), group.vpcId(), rules.stream().anyMatch(SecurityGroupDriver::letsEverythingOut),
                rules.stream().filter(rule -> !letsEverythingOut(rule) && owner(rule.tags()).isEmpty()).map(SecurityGroupDriver::inWords)
                        .collect(Collectors.toSet()));
    }

    private static boolean letsEverythingOut(SecurityGroupRule rule) {
        return Boolean.TRUE.equals(rule.isEgress()) && SecurityGroups.EVERYTHING.protocol().equals(rule.ipProtocol())
                && SecurityGroups.EVERYTHING.destination().equals(rule.cidrIpv4());
    }

    private static String inWords(SecurityGroupRule rule) {
        String peer = rule.referencedGroupInfo() != null
                ? rule.referencedGroupInfo().groupId()
                : rule.cidrIpv4() != null ? rule.cidrIpv4() : rule.cidrIpv6() != null ? rule.cidrIpv6() : rule.prefixListId();
        String ports = SecurityGroups.EVERYTHING.protocol().equals(rule.ipProtocol())
                ? "everything"
                : rule.ipProtocol() + " " + rule.fromPort() + " to " + rule.toPort();
        return (Boolean.TRUE.equals(rule.isEgress()) ? "out to " : "in from ") + peer + ": " + ports;
    }

    private Optional<ResourceId> owner(List<Tag> of) {
        return tags.ownership().id(of.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    @Override
    public Outcome apply(Change<SecurityGroup> change, Arns arns) {
        return switch (change) {
            case Change.Create<SecurityGroup> create -> create(create.desired(), arns);
            case Change.Update<SecurityGroup> update -> update(update.desired(), arns);
            case Change.Delete<SecurityGroup> delete -> delete(delete.id(), arns);
            case Change.Blocked<SecurityGroup> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(SecurityGroup desired, Arns arns) {
        String groupId;
        try {
            groupId = ec2.createSecurityGroup(request -> request.groupName(desired.name()).vpcId(desired.vpcId())
                    .description("Tasks of " + desired.id().app() + " in " + environment.name())
                    .tagSpecifications(specification -> specification.resourceType(ResourceType.SECURITY_GROUP).tags(own(desired.id()))))
                    .groupId();
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) throw e;
            var there = groups(List.of(filter("group-name", desired.name()), filter("vpc-id", desired.vpcId())));
            if (there.isEmpty()) return new Outcome.Waiting(desired.id() + ", which EC2 has and does not list yet", SOON);
            if (!owner(there.getFirst().tags()).equals(Optional.of(desired.id())))
                return tags.ownership().notOurs(desired.id(), "security group " + desired.name());
            groupId = there.getFirst().groupId();
        }
        String arn = groupArns.arn(groupId);
        tags.learn(arn, desired.id());
        arns.learn(desired.id(), arn);
        // a new group lets everything out
        return desired.allOutbound() ? new Outcome.Done() : update(desired, arns);
    }

    /** Only one thing can change: the rule that every new group begins with. */
    private Outcome update(SecurityGroup desired, Arns arns) {
        String groupId = GroupArns.id(arns.of(desired.id()));
        return settled(() -> {
            if (desired.allOutbound()) ec2.authorizeSecurityGroupEgress(request -> request.groupId(groupId).ipPermissions(EVERYTHING));
            else
                ec2.revokeSecurityGroupEgress(request -> request.groupId(groupId).ipPermissions(EVERYTHING));
        }, desired.id());
    }

    private static Outcome settled(Runnable call, ResourceId id) {
        try {
            call.run();
        } catch (Ec2Exception e) {
            if (AwsErrors.groupNotFound(e)) return new Outcome.Waiting(id + ", which EC2 does not know everywhere yet", SOON);
            if (!AwsErrors.alreadyExists(e) && !AwsErrors.notFound(e)) throw e;
        }
        return new Outcome.Done();
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        var there = groups(List.of(filter("group-id", GroupArns.id(arn))));
        if (!there.isEmpty() && !owner(there.getFirst().tags()).equals(Optional.of(id)))
            return tags.ownership().notOurs(id, "security group " + GroupArns.id(arn));
        try {
            if (!there.isEmpty()) ec2.deleteSecurityGroup(request -> request.groupId(GroupArns.id(arn)));
        } catch (Ec2Exception e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
        tags.forget(arn);
        arns.forget(id);
        return new Outcome.Done();
    }

    private List<Tag> own(ResourceId id) {
        return tags.ownership().tags(id).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
