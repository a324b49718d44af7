package com.meddevo.aws.accesspoint;

import com.meddevo.fleet.Environment;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** ECS names access points by their ids, and tags by ARNs that the ids stand in. */
public final class AccessPointArns {
    private final String prefix;

    /** The ARNs of the environment's account and region. */
    public AccessPointArns(Environment environment) {
        var account = environment.account();
        prefix = "arn:" + PartitionMetadata.of(Region.of(account.region())).id() + ":elasticfilesystem:" + account.region() + ":"
                + account.id() + ":access-point/";
    }

    /** The ARN of an access point, by its id: {@code fsap-…}. */
    public String arn(String accessPointId) { return prefix + accessPointId; }

    /** The id in an access point's ARN. */
    public static String id(String arn) { return arn.substring(arn.lastIndexOf('/') + 1); }
}
