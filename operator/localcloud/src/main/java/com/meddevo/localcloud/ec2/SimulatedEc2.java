package com.meddevo.localcloud.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedEc2 implements Ec2Client {

    private static final int SMALLEST_PAGE = 5;
    private static final int LARGEST_PAGE = 1000;

    private final NetworkTags tags;
    private final SecurityGroupRules rules;
    private final SecurityGroups groups;

    /**
     * Nothing in it yet.
     *
     * @param site     where it stands
     * @param attached the ids of the groups that network interfaces have, so that nobody deletes them
     */
    public SimulatedEc2(Site site, Supplier<Set<String>> attached) {
        this.tags = new NetworkTags(site);
        this.rules = new SecurityGroupRules(site, tags);
        this.groups = new SecurityGroups(site, tags, rules, attached);
    }

    /** The groups, for those who attach them. */
    public SecurityGroups groups() { return groups; }

    /** Sets a group up under a given id, or finds it again: one that Terraform would have made. */
    public void securityGroup(String id, String name, String vpcId) {
        groups.found(id, name, vpcId);
    }

    /** Writes down groups and rules. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("groups", JsonMemory.list(groups.groups.all()));
        saved.set("rules", JsonMemory.list(rules.rules.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("groups"), SecurityGroup::builder, SecurityGroup.class)
                .forEach(group -> groups.groups.put(group.groupId(), group));
        JsonMemory.each(saved.path("rules"), SecurityGroupRule::builder, SecurityGroupRule.class)
                .forEach(rule -> rules.rules.put(rule.securityGroupRuleId(), rule));
    }

    @Override
    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        var group = groups.create(request);
        return CreateSecurityGroupResponse.builder().groupId(group.groupId()).securityGroupArn(group.securityGroupArn())
                .tags(NetworkTags.tags(NetworkTags.asked(request.tagSpecifications(), ResourceType.SECURITY_GROUP))).build();
    }

    @Override
    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        groups.delete(request.groupId());
        return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(request.groupId()).build();
    }

    @Override
    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        var page = page(groups.describe(request), request.nextToken(), request.maxResults());
        return DescribeSecurityGroupsResponse.builder().securityGroups(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(DescribeSecurityGroupRulesRequest request) {
        var page = page(rules.describe(request), request.nextToken(), request.maxResults());
        return DescribeSecurityGroupRulesResponse.builder().securityGroupRules(page.items()).nextToken(page.next()).build();
    }

    @Override
    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(AuthorizeSecurityGroupIngressRequest request) {
        var asked = NetworkTags.asked(request.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE);
        return AuthorizeSecurityGroupIngressResponse.builder().returnValue(true)
                .securityGroupRules(authorize(request.groupId(), false, request.ipPermissions(), asked)).build();
    }

    @Override
    public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(AuthorizeSecurityGroupEgressRequest request) {
        var asked = NetworkTags.asked(request.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE);
        return AuthorizeSecurityGroupEgressResponse.builder().returnValue(true)
                .securityGroupRules(authorize(request.groupId(), true, request.ipPermissions(), asked)).build();
    }

    private List<SecurityGroupRule> authorize(String groupId, boolean egress, List<IpPermission> permissions, Map<String, String> asked) {
        groups.require(groupId);
        permissions.forEach(permission -> permission.userIdGroupPairs().forEach(pair -> groups.require(pair.groupId())));
        return rules.authorize(groupId, egress, permissions, asked);
    }

    @Override
    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(RevokeSecurityGroupIngressRequest request) {
        groups.require(request.groupId());
        var revoked = rules.revoke(request.groupId(), false, request.securityGroupRuleIds(), request.ipPermissions());
        return RevokeSecurityGroupIngressResponse.builder().returnValue(true).revokedSecurityGroupRules(revoked(revoked)).build();
    }

    @Override
    public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(RevokeSecurityGroupEgressRequest request) {
        groups.require(request.groupId());
        var revoked = rules.revoke(request.groupId(), true, request.securityGroupRuleIds(), request.ipPermissions());
        return RevokeSecurityGroupEgressResponse.builder().returnValue(true).revokedSecurityGroupRules(revoked(revoked)).build();
    }

    private static List<RevokedSecurityGroupRule> revoked(List<SecurityGroupRule> rules) {
        return rules.stream().map(rule -> RevokedSecurityGroupRule.builder().securityGroupRuleId(rule.securityGroupRuleId())
                .groupId(rule.groupId()).isEgress(rule.isEgress()).ipProtocol(rule.ipProtocol()).fromPort(rule.fromPort())
                .toPort(rule.toPort()).cidrIpv4(rule.cidrIpv4()).cidrIpv6(rule.cidrIpv6()).prefixListId(rule.prefixListId())
                .referencedGroupId(rule.referencedGroupInfo() == null ? null : rule.referencedGroupInfo().groupId())
                .description(rule.description()).build()).toList();
    }

    @Override
    public ModifySecurityGroupRulesResponse modifySecurityGroupRules(ModifySecurityGroupRulesRequest request) {
        groups.require(request.groupId());
        request.securityGroupRules().stream().map(update -> update.securityGroupRule().referencedGroupId()).filter(id -> id != null)
                .forEach(groups::require);
        rules.modify(request.groupId(), request.securityGroupRules());
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        request.resources().forEach(this::requireTagged);
        var added = request.tags().stream().collect(Collectors.toMap(Tag::key, tag -> tag.value() == null ? "" : tag.value()));
        request.resources().forEach(id -> tags.add(id, added));
        return CreateTagsResponse.builder().build();
    }

    @Override
    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        request.resources().forEach(this::requireTagged);
        request.resources().forEach(id -> tags.remove(id, request.tags().isEmpty()
                ? tags.read(id).keySet()
                : request.tags().stream().filter(tag -> tag.value() == null || tag.value().equals(tags.read(id).get(tag.key())))
                        .map(Tag::key)
                        .toList()));
        return DeleteTagsResponse.builder().build();
    }

    private void requireTagged(String id) {
        if (id.startsWith("sgr-")) {
            if (!rules.exists(id)) {
                throw Ec2Errors.ruleNotFound(id);
            }
        } else if (id.startsWith("sg-")) {
            groups.require(id);
        } else {
            throw Ec2Errors.idNotFound(id);
        }
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && (size < SMALLEST_PAGE || size > LARGEST_PAGE)) {
            throw Ec2Errors.invalid("Value ( %d ) for parameter maxResults is invalid. Expecting a value between %d and %d.".formatted(size,
                    SMALLEST_PAGE, LARGEST_PAGE));
        }
        return Page.of(all, token, size == null ? LARGEST_PAGE : size)
                .orElseThrow(() -> Ec2Errors.invalid("Value ( %s ) for parameter nextToken is invalid.".formatted(token)));
    }

    @Override
    public String serviceName() { return AwsService.EC2.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
