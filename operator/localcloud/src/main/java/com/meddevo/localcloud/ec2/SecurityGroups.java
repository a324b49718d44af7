package com.meddevo.localcloud.ec2;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of the account's region. Inside the account's lock. */
public final class SecurityGroups {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");
    /** AWS's default quota for a region. */
    private static final int MOST = 2500;

    private final Site site;
    private final NetworkTags tags;
    private final SecurityGroupRules rules;
    private final Supplier<Set<String>> attached;
    final Versioned<String, SecurityGroup> groups;

    /** @param attached the ids of the groups that network interfaces have */
    SecurityGroups(Site site, NetworkTags tags, SecurityGroupRules rules, Supplier<Set<String>> attached) {
        this.site = site;
        this.tags = tags;
        this.rules = rules;
        this.attached = attached;
        this.groups = site.store();
    }

    /** Whether there is a group of that id. */
    public boolean exists(String id) { return groups.get(id).isPresent(); }

    /** Sets a group up that Terraform would have made, or finds it again. */
    void found(String id, String name, String vpcId) {
        if (!exists(id)) {
            put(id, name, "Made by Terraform", vpcId);
        }
    }

    SecurityGroup create(CreateSecurityGroupRequest request) {
        if (request.groupName() == null) {
            throw Ec2Errors.missing("GroupName");
        }
        if (request.description() == null || request.description().isBlank()) {
            throw Ec2Errors.missing("GroupDescription");
        }
        if (request.vpcId() == null) {
            throw Ec2Errors.missing("VpcId"); // only an account with a default VPC may leave it out, and this one has none
        }
        if (request.groupName().startsWith("sg-") || request.groupName().equals("default")) {
            throw Ec2Errors.groupIsReserved(request.groupName());
        }
        checked("GroupName", request.groupName());
        checked("GroupDescription", request.description());
        if (groups.all().stream()
                .anyMatch(group -> group.groupName().equals(request.groupName()) && group.vpcId().equals(request.vpcId()))) {
            throw Ec2Errors.groupExists(request.groupName(), request.vpcId());
        }
        if (groups.all().size() >= MOST) {
            throw Ec2Errors.tooManyGroups(MOST);
        }
        var id = "sg-" + site.ids().hexadecimal(17);
        tags.add(id, NetworkTags.asked(request.tagSpecifications(), ResourceType.SECURITY_GROUP));
        return put(id, request.groupName(), request.description(), request.vpcId());
    }

    private static void checked(String parameter, String text) {
        if (!NAME.matcher(text).matches()) {
            throw Ec2Errors.invalid("Value (%s) for parameter %s is invalid. Character sets beyond ASCII are not supported."
                    .formatted(text, parameter));
        }
    }

    /** Every group begins with one rule that lets everything out. */
    private SecurityGroup put(String id, String name, String description, String vpcId) {
        var group = SecurityGroup.builder().groupId(id).groupName(name).description(description).vpcId(vpcId).ownerId(site.accountId())
                .securityGroupArn(tags.arn(id)).build();
        groups.put(id, group);
        rules.letEverythingOut(id);
        return group;
    }

    void delete(String id) {
        require(id);
        if (attached.get().contains(id) || rules.refersTo(id)) {
            throw Ec2Errors.groupInUse(id);
        }
        rules.forgetGroup(id);
        tags.forget(id);
        groups.remove(id);
    }

    List<SecurityGroup> describe(DescribeSecurityGroupsRequest request) {
        request.groupIds().stream().filter(id -> groups.read(id).isEmpty()).findFirst().ifPresent(id -> {
            throw Ec2Errors.groupNotFound(id);
        });
        return groups.readAll().stream().filter(group -> request.groupIds().isEmpty() || request.groupIds().contains(group.groupId()))
                .filter(group -> request.groupNames().isEmpty() || request.groupNames().contains(group.groupName()))
                .filter(group -> Filters.pass(request.filters(), tags.read(group.groupId()), (name, value) -> has(group, name, value)))
                .map(this::described).toList();
    }

    private SecurityGroup described(SecurityGroup group) {
        return group.toBuilder().ipPermissions(rules.permissions(group.groupId(), false))
                .ipPermissionsEgress(rules.permissions(group.groupId(), true)).tags(NetworkTags.tags(tags.read(group.groupId()))).build();
    }

    private static boolean has(SecurityGroup group, String property, String value) {
        return switch (property) {
            case "group-id" -> group.groupId().equals(value);
            case "group-name" -> group.groupName().equals(value);
            case "vpc-id" -> group.vpcId().equals(value);
            case "owner-id" -> group.ownerId().equals(value);
            case "description" -> group.description().equals(value);
            default -> Filters.unknown(property);
        };
    }

    SecurityGroup require(String id) {
        if (id == null) {
            throw Ec2Errors.missing("GroupId");
        }
        return Optional.of(id).flatMap(groups::get).orElseThrow(() -> Ec2Errors.groupNotFound(id));
    }
}
