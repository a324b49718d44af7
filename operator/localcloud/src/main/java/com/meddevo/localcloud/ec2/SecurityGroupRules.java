package com.meddevo.localcloud.ec2;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The rules of all groups, each with an id and tags of its own. Inside the account's lock. */
final class SecurityGroupRules {

    /** AWS's default quota for one group and one direction. */
    private static final int MOST = 60;
    private static final RuleContent EVERYTHING = new RuleContent(RuleContent.ALL, -1, -1, RuleContent.PeerKind.IPV4, "0.0.0.0/0", null);

    private final Site site;
    private final NetworkTags tags;
    final Versioned<String, SecurityGroupRule> rules;

    SecurityGroupRules(Site site, NetworkTags tags) {
        this.site = site;
        this.tags = tags;
        this.rules = site.store();
    }

    void letEverythingOut(String groupId) { put(groupId, true, EVERYTHING, Map.of()); }

    /** All of them or none: the first that is there already refuses the whole call. */
    List<SecurityGroupRule> authorize(String groupId, boolean egress, List<IpPermission> permissions, Map<String, String> added) {
        var contents = permissions.stream().flatMap(permission -> RuleContent.of(permission).stream()).toList();
        if (contents.isEmpty()) {
            throw Ec2Errors.missing("ipPermissions");
        }
        contents.stream().filter(content -> of(groupId, egress).anyMatch(rule -> RuleContent.of(rule).allowsTheSameAs(content))).findFirst()
                .ifPresent(content -> {
                    throw Ec2Errors.ruleExists(content);
                });
        if (of(groupId, egress).count() + contents.size() > MOST) {
            throw Ec2Errors.tooManyRules();
        }
        return contents.stream().map(content -> put(groupId, egress, content, added)).toList();
    }

    private SecurityGroupRule put(String groupId, boolean egress, RuleContent content, Map<String, String> added) {
        var id = "sgr-" + site.ids().hexadecimal(17);
        tags.add(id, added);
        var rule = content.applyTo(SecurityGroupRule.builder().securityGroupRuleId(id).securityGroupRuleArn(tags.arn(id)).groupId(groupId)
                .groupOwnerId(site.accountId()).isEgress(egress), site.accountId()).build();
        rules.put(id, rule);
        return rule.toBuilder().tags(NetworkTags.tags(added)).build();
    }

    /** By id, or by what they allow. */
    List<SecurityGroupRule> revoke(String groupId, boolean egress, Collection<String> ids, List<IpPermission> permissions) {
        var revoked = new ArrayList<SecurityGroupRule>();
        for (String id : ids) {
            revoked.add(of(groupId, egress).filter(rule -> rule.securityGroupRuleId().equals(id)).findFirst()
                    .orElseThrow(() -> Ec2Errors.ruleNotFound(id)));
        }
        permissions.stream().flatMap(permission -> RuleContent.of(permission).stream())
                .forEach(
                        content -> revoked.add(of(groupId, egress).filter(rule -> RuleContent.of(rule).allowsTheSameAs(content)).findFirst()
                                .orElseThrow(Ec2Errors::noSuchPermission)));
        revoked.forEach(rule -> forget(rule.securityGroupRuleId()));
        return revoked;
    }

    void modify(String groupId, List<SecurityGroupRuleUpdate> updates) {
        for (SecurityGroupRuleUpdate update : updates) {
            var rule = rules.get(update.securityGroupRuleId()).filter(one -> one.groupId().equals(groupId))
                    .orElseThrow(() -> Ec2Errors.ruleNotFound(update.securityGroupRuleId()));
            var content = RuleContent.of(update.securityGroupRule());
            if (of(groupId, rule.isEgress()).filter(other -> !other.securityGroupRuleId().equals(rule.securityGroupRuleId()))
                    .anyMatch(other -> RuleContent.of(other).allowsTheSameAs(content))) {
                throw Ec2Errors.ruleExists(content);
            }
            rules.put(rule.securityGroupRuleId(), content.applyTo(rule.toBuilder(), site.accountId()).build());
        }
    }

    List<SecurityGroupRule> describe(DescribeSecurityGroupRulesRequest request) {
        request.securityGroupRuleIds().stream().filter(id -> rules.read(id).isEmpty()).findFirst().ifPresent(id -> {
            throw Ec2Errors.ruleNotFound(id);
        });
        return rules.readAll().stream()
                .filter(rule -> request.securityGroupRuleIds().isEmpty()
                        || request.securityGroupRuleIds().contains(rule.securityGroupRuleId()))
                .filter(rule -> Filters.pass(request.filters(), tags.read(rule.securityGroupRuleId()),
                        (name, value) -> has(rule, name, value)))
                .map(rule -> rule.toBuilder().tags(NetworkTags.tags(tags.read(rule.securityGroupRuleId()))).build()).toList();
    }

    private static boolean has(SecurityGroupRule rule, String property, String value) {
        return switch (property) {
            case "group-id" -> rule.groupId().equals(value);
            case "security-group-rule-id" -> rule.securityGroupRuleId().equals(value);
            default -> Filters.unknown(property);
        };
    }

    boolean exists(String id) { return rules.get(id).isPresent(); }

    /** Whether a rule of another group names it. */
    boolean refersTo(String groupId) {
        return rules.all().stream().filter(rule -> !rule.groupId().equals(groupId))
                .anyMatch(rule -> rule.referencedGroupInfo() != null && groupId.equals(rule.referencedGroupInfo().groupId()));
    }

    void forgetGroup(String groupId) {
        rules.all().stream().filter(rule -> rule.groupId().equals(groupId)).map(SecurityGroupRule::securityGroupRuleId).toList()
                .forEach(this::forget);
    }

    private void forget(String id) {
        tags.forget(id);
        rules.remove(id);
    }

    private Stream<SecurityGroupRule> of(String groupId, boolean egress) {
        return rules.all().stream().filter(rule -> rule.groupId().equals(groupId) && rule.isEgress() == egress);
    }

    /** As DescribeSecurityGroups tells them: all peers of the same ports in one permission. */
    List<IpPermission> permissions(String groupId, boolean egress) {
        record Ports(String protocol, int from, int to) {
        }
        var byPorts = new LinkedHashMap<Ports, List<RuleContent>>();
        rules.readAll().stream().filter(rule -> rule.groupId().equals(groupId) && rule.isEgress() == egress).map(RuleContent::of).forEach(
                one -> byPorts.computeIfAbsent(new Ports(one.protocol(), one.fromPort(), one.toPort()), ports -> new ArrayList<>())
                        .add(one));
        return byPorts.values().stream().map(this::permission).toList();
    }

    private IpPermission permission(List<RuleContent> contents) {
        var first = contents.getFirst();
        var all = first.protocol().equals(RuleContent.ALL);
        return IpPermission.builder().ipProtocol(first.protocol()).fromPort(all ? null : first.fromPort())
                .toPort(all ? null : first.toPort())
                .ipRanges(of(contents, RuleContent.PeerKind.IPV4)
                        .map(one -> IpRange.builder().cidrIp(one.peer()).description(one.description()).build()).toList())
                .ipv6Ranges(of(contents, RuleContent.PeerKind.IPV6)
                        .map(one -> Ipv6Range.builder().cidrIpv6(one.peer()).description(one.description()).build()).toList())
                .prefixListIds(of(contents, RuleContent.PeerKind.PREFIX_LIST)
                        .map(one -> PrefixListId.builder().prefixListId(one.peer()).description(one.description()).build()).toList())
                .userIdGroupPairs(of(contents, RuleContent.PeerKind.GROUP).map(one -> UserIdGroupPair.builder().groupId(one.peer())
                        .userId(site.accountId()).description(one.description()).build()).toList())
                .build();
    }

    private static Stream<RuleContent> of(List<RuleContent> contents, RuleContent.PeerKind kind) {
        return contents.stream().filter(one -> one.peerKind() == kind);
    }
}
