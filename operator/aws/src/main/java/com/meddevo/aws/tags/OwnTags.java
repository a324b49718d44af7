package com.meddevo.aws.tags;

import com.meddevo.aws.call.AwsErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** A resource's tags as its own service tells them: up to date, but by few ARNs a call. */
public final class OwnTags {
    /** So many ARNs DescribeTags takes. */
    private static final int ELB_BATCH = 20;
    /** So many values a filter of EC2 may have. */
    private static final int FILTER_VALUES = 200;

    private final ElasticLoadBalancingV2Client elb;
    private final Ec2Client ec2;
    private final SingleTags others;

    /** @param others those that have no batch */
    public OwnTags(ElasticLoadBalancingV2Client elb, Ec2Client ec2, SingleTags others) {
        this.elb = elb;
        this.ec2 = ec2;
        this.others = others;
    }

    /** The tags by ARN; no entry for what does not exist. */
    Map<String, Map<String, String>> of(List<String> arns) {
        var found = new HashMap<String, Map<String, String>>();
        arns.stream().collect(Collectors.groupingBy(arn -> arn.split(":", 4)[2])).forEach((service, some) -> {
            switch (service) {
                case "elasticloadbalancing" -> batches(some, ELB_BATCH).forEach(batch -> found.putAll(ofElb(batch)));
                case "ec2" -> batches(some, FILTER_VALUES).forEach(batch -> found.putAll(ofGroups(batch)));
                default -> found.putAll(others.of(some));
            }
        });
        return found;
    }

    private static List<List<String>> batches(List<String> arns, int size) {
        return IntStream.range(0, (arns.size() + size - 1) / size)
                .mapToObj(i -> arns.subList(i * size, Math.min((i + 1) * size, arns.size()))).toList();
    }

    /** One ARN that does not exist fails the batch, so such a batch is asked one by one. */
    private Map<String, Map<String, String>> ofElb(List<String> arns) {
        var found = new HashMap<String, Map<String, String>>();
        try {
            elb.describeTags(request -> request.resourceArns(arns)).tagDescriptions().forEach(one -> found.put(one.resourceArn(),
                    one.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.notFound(e)) throw e;
            if (arns.size() > 1) arns.forEach(arn -> found.putAll(ofElb(List.of(arn))));
        }
        return found;
    }

    /** By a filter, since one id that does not exist fails the whole call. */
    private Map<String, Map<String, String>> ofGroups(List<String> arns) {
        var byId = arns.stream().collect(Collectors.toMap(arn -> arn.substring(arn.lastIndexOf('/') + 1), arn -> arn));
        return ec2.describeSecurityGroups(request -> request.filters(filter -> filter.name("group-id").values(byId.keySet())))
                .securityGroups()
                .stream().collect(Collectors.toMap(group -> byId.get(group.groupId()), group -> group.tags().stream().collect(
                        Collectors.toMap(software.amazon.awssdk.services.ec2.model.Tag::key,
                                software.amazon.awssdk.services.ec2.model.Tag::value))));
    }
}
