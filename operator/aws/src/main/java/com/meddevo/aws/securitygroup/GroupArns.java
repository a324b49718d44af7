package com.meddevo.aws.securitygroup;

import com.meddevo.fleet.Environment;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** EC2 names groups by their ids, and everybody else by ARNs that the ids stand in. */
public final class GroupArns {
    private final String prefix;

    /** The ARNs of the environment's account and region. */
    public GroupArns(Environment environment) {
        var account = environment.account();
        prefix = "arn:" + PartitionMetadata.of(Region.of(account.region())).id() + ":ec2:" + account.region() + ":" + account.id()
                + ":security-group/";
    }

    /** The ARN of a group, by its id: {@code sg-…}. */
    public String arn(String groupId) { return prefix + groupId; }

    /** The id in a group's or a rule's ARN. */
    public static String id(String arn) { return arn.substring(arn.lastIndexOf('/') + 1); }
}
