package com.meddevo.aws.securitygrouprule;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.securitygroup.GroupArns;
import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.securitygrouprule.SecurityGroupRule.Traffic;
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
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Rules of security groups in AWS. */
public final class SecurityGroupRuleDriver implements ResourceDriver<SecurityGroupRule> {
    private static final int PAGE = 1000;
    private static final int ANY_PORT = -1;
    private static final Duration SOON = Duration.ofSeconds(2);
    /** EC2 takes both and tells the names. */
    private static final Map<String, String> PROTOCOLS = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");

    private final Ec2Client ec2;
    private final String environment;
    private final TagIndex tags;
    private final GroupArns groupArns;
    private final Clock clock;

    public SecurityGroupRuleDriver(Ec2Client ec2, Environment environment, TagIndex tags, Clock clock) {
        this.ec2 = ec2;
        this.environment = environment.name();
        this.tags = tags;
        this.groupArns = new GroupArns(environment);
        this.clock = clock;
    }

    @Override
    public Class<SecurityGroupRule> type() { return SecurityGroupRule.class; }

    @Override
    public Set<String> actions() {
        return Set.of("ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups", "ec2:AuthorizeSecurityGroupIngress",
                "ec2:AuthorizeSecurityGroupEgress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress",
                "ec2:RevokeSecurityGroupEgress", "ec2:CreateTags");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var filters = new ArrayList<Filter>();
        filters.add(filter("tag:" + Ownership.ENVIRONMENT, environment));
        scope.app().ifPresent(app -> filters.add(filter("tag:" + Ownership.APP, app)));
        var rules = rules(filters);
        learnOwners(rules);
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        rules.forEach(rule -> owner(rule).filter(id -> id.kind().equals(SecurityGroupRules.KIND)).ifPresent(id -> {
            states.add(state(id, rule));
            arns.put(id, rule.securityGroupRuleId());
        }));
        return new Observation(List.of(new Reading(SecurityGroupRules.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns,
                Facts.NONE);
    }

    private static Filter filter(String name, String value) { return Filter.builder().name(name).values(value).build(); }

    private List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules(List<Filter> filters) {
        return ec2.describeSecurityGroupRulesPaginator(request -> request.filters(filters).maxResults(PAGE)).securityGroupRules().stream()
                .toList();
    }

    /** Asks at once for whom the groups belong to. */
    private void learnOwners(List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules) {
        var arns = new TreeSet<String>();
        rules.stream().flatMap(rule -> Stream.concat(Stream.of(rule.groupId()), referenced(rule).stream())).map(groupArns::arn)
                .forEach(arns::add);
        tags.owners(arns);
    }

    private static Optional<String> referenced(software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        return Optional.ofNullable(rule.referencedGroupInfo()).map(info -> info.groupId());
    }

    private Optional<ResourceId> owner(software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        return tags.ownership().id(rule.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private SecurityGroupRule state(ResourceId id, software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        var group = app(rule.groupId())
                .orElseGet(() -> new ResourceId(SecurityGroups.KIND, id.app(), "not-ours:" + rule.groupId()));
        var peer = referenced(rule).flatMap(this::app);
        var address = peer.isPresent()
                ? Optional.<String>empty()
                : Stream.of(rule.cidrIpv4(), rule.cidrIpv6(), rule.prefixListId(), referenced(rule).orElse(null))
                        .filter(one -> one != null).findFirst().map(Peers::canonical);
        return new SecurityGroupRule(id, group, Boolean.TRUE.equals(rule.isEgress()), peer, address,
                new Traffic(PROTOCOLS.getOrDefault(rule.ipProtocol(), rule.ipProtocol()), port(rule.fromPort()), port(rule.toPort())));
    }

    private Optional<ResourceId> app(String groupId) {
        return tags.owner(groupArns.arn(groupId)).filter(id -> id.kind().equals(SecurityGroups.KIND));
    }

    private static int port(Integer port) { return port == null ? ANY_PORT : port; }

    @Override
    public Outcome apply(Change<SecurityGroupRule> change, Arns arns) {
        return switch (change) {
            case Change.Create<SecurityGroupRule> create ->
                whenGroupsAreThere(create.desired(), arns, () -> create(create.desired(), arns));
            case Change.Update<SecurityGroupRule> update ->
                whenGroupsAreThere(update.desired(), arns, () -> update(update.desired(), arns));
            case Change.Delete<SecurityGroupRule> delete -> delete(delete.observed(), arns);
            case Change.Blocked<SecurityGroupRule> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    /** The other app's group is made with the other app, and EC2 knows a new group everywhere only after some seconds. */
    private static Outcome whenGroupsAreThere(SecurityGroupRule desired, Arns arns, Supplier<Outcome> call) {
        var missing = Stream.concat(Stream.of(desired.group()), desired.peer().stream()).filter(group -> arns.find(group).isEmpty())
                .findFirst();
        if (missing.isPresent()) return new Outcome.Waiting(missing.get().toString(), SOON);
        try {
            return call.get();
        } catch (Ec2Exception e) {
            if (!AwsErrors.groupNotFound(e)) throw e;
            return new Outcome.Waiting("EC2 to know the groups of " + desired.id() + " everywhere", SOON);
        }
    }

    private Outcome create(SecurityGroupRule desired, Arns arns) {
        String groupId = GroupArns.id(arns.of(desired.group()));
        String ruleId;
        try {
            ruleId = desired.egress()
                    ? ec2.authorizeSecurityGroupEgress(request -> request.groupId(groupId).ipPermissions(permission(desired, arns))
                            .tagSpecifications(own(desired.id()))).securityGroupRules().getFirst().securityGroupRuleId()
                    : ec2.authorizeSecurityGroupIngress(request -> request.groupId(groupId).ipPermissions(permission(desired, arns))
                            .tagSpecifications(own(desired.id()))).securityGroupRules().getFirst().securityGroupRuleId();
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) throw e;
            var there = rules(List.of(filter("group-id", groupId))).stream().filter(rule -> allows(rule, desired)).findFirst();
            if (there.isEmpty()) return new Outcome.Waiting(desired.id() + ", which EC2 has and does not list yet", SOON);
            if (!owner(there.get()).equals(Optional.of(desired.id())))
                return tags.ownership().notOurs(desired.id(),
                        "rule " + there.get().securityGroupRuleId() + " of security group " + groupId);
            ruleId = there.get().securityGroupRuleId();
        }
        arns.learn(desired.id(), ruleId);
        return new Outcome.Done();
    }

    private boolean allows(software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule, SecurityGroupRule desired) {
        learnOwners(List.of(rule));
        return state(desired.id(), rule).equals(desired);
    }

    private static IpPermission permission(SecurityGroupRule desired, Arns arns) {
        var traffic = desired.traffic();
        var permission = IpPermission.builder().ipProtocol(traffic.protocol());
        if (traffic.fromPort() != ANY_PORT) permission.fromPort(traffic.fromPort()).toPort(traffic.toPort());
        String peer = peer(desired, arns);
        if (Peers.isIpv6(peer)) permission.ipv6Ranges(range -> range.cidrIpv6(peer));
        else if (Peers.isBlock(peer)) permission.ipRanges(range -> range.cidrIp(peer));
        else if (Peers.isPrefixList(peer)) permission.prefixListIds(list -> list.prefixListId(peer));
        else
            permission.userIdGroupPairs(pair -> pair.groupId(peer));
        return permission.build();
    }

    private static String peer(SecurityGroupRule desired, Arns arns) {
        return desired.peer().map(group -> GroupArns.id(arns.of(group))).or(desired::address).orElseThrow();
    }

    private Outcome update(SecurityGroupRule desired, Arns arns) {
        String peer = peer(desired, arns);
        var content = SecurityGroupRuleRequest.builder().ipProtocol(desired.traffic().protocol()).fromPort(desired.traffic().fromPort())
                .toPort(desired.traffic().toPort());
        if (Peers.isIpv6(peer)) content.cidrIpv6(peer);
        else if (Peers.isBlock(peer)) content.cidrIpv4(peer);
        else if (Peers.isPrefixList(peer)) content.prefixListId(peer);
        else
            content.referencedGroupId(peer);
        String ruleId = arns.of(desired.id());
        ec2.modifySecurityGroupRules(request -> request.groupId(GroupArns.id(arns.of(desired.group())))
                .securityGroupRules(update -> update.securityGroupRuleId(ruleId).securityGroupRule(content.build())));
        return new Outcome.Done();
    }

    private Outcome delete(SecurityGroupRule observed, Arns arns) {
        ResourceId id = observed.id();
        String ruleId = arns.of(id);
        var there = rules(List.of(filter("security-group-rule-id", ruleId)));
        if (!there.isEmpty() && !owner(there.getFirst()).equals(Optional.of(id)))
            return tags.ownership().notOurs(id, "security group rule " + ruleId);
        try {
            if (!there.isEmpty()) revoke(there.getFirst());
        } catch (Ec2Exception e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
        arns.forget(id);
        return new Outcome.Done();
    }

    private void revoke(software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        if (Boolean.TRUE.equals(rule.isEgress()))
            ec2.revokeSecurityGroupEgress(request -> request.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
        else
            ec2.revokeSecurityGroupIngress(request -> request.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
    }

    private TagSpecification own(ResourceId id) {
        return TagSpecification.builder().resourceType(ResourceType.SECURITY_GROUP_RULE).tags(tags.ownership().tags(id).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList()).build();
    }
}
