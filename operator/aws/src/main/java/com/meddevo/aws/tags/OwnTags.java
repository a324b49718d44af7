package com.meddevo.aws.tags;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** A resource's tags as its own service tells them: up to date, but by few ARNs a call. */
public final class OwnTags {
    /** DescribeTags of ELBv2 takes 20 ARNs; the other services take one. */
    private static final int ELB_BATCH = 20;

    private final ElasticLoadBalancingV2Client elb;
    private final CloudWatchLogsClient logs;
    private final ServiceDiscoveryClient discovery;
    private final ApplicationAutoScalingClient scaling;

    public OwnTags(ElasticLoadBalancingV2Client elb, CloudWatchLogsClient logs, ServiceDiscoveryClient discovery,
            ApplicationAutoScalingClient scaling) {
        this.elb = elb;
        this.logs = logs;
        this.discovery = discovery;
        this.scaling = scaling;
    }

    /** The tags by ARN; no entry for what does not exist. */
    Map<String, Map<String, String>> of(List<String> arns) {
        var found = new HashMap<String, Map<String, String>>();
        arns.stream().collect(Collectors.groupingBy(arn -> arn.split(":", 4)[2])).forEach((service, some) -> {
            switch (service) {
                case "elasticloadbalancing" -> batches(some).forEach(batch -> found.putAll(ofElb(batch)));
                case "logs" -> single(some, this::ofLogs, found);
                case "servicediscovery" -> single(some, this::ofDiscovery, found);
                case "application-autoscaling" -> single(some, this::ofScaling, found);
                default -> throw new IllegalArgumentException("nobody asks for the tags of " + some);
            }
        });
        return found;
    }

    private static List<List<String>> batches(List<String> arns) {
        return IntStream.range(0, (arns.size() + ELB_BATCH - 1) / ELB_BATCH)
                .mapToObj(i -> arns.subList(i * ELB_BATCH, Math.min((i + 1) * ELB_BATCH, arns.size()))).toList();
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

    private Map<String, String> ofLogs(String arn) { return logs.listTagsForResource(request -> request.resourceArn(arn)).tags(); }

    private Map<String, String> ofScaling(String arn) { return scaling.listTagsForResource(request -> request.resourceARN(arn)).tags(); }

    private Map<String, String> ofDiscovery(String arn) {
        return discovery.listTagsForResource(request -> request.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(software.amazon.awssdk.services.servicediscovery.model.Tag::key,
                        software.amazon.awssdk.services.servicediscovery.model.Tag::value));
    }

    private static void single(List<String> arns, Function<String, Map<String, String>> ask, Map<String, Map<String, String>> found) {
        var answers = InParallel.map(arns, arn -> {
            try {
                return Optional.of(ask.apply(arn));
            } catch (AwsServiceException e) {
                if (!AwsErrors.notFound(e)) throw e;
                return Optional.<Map<String, String>>empty();
            }
        });
        for (int i = 0; i < arns.size(); i++) {
            String arn = arns.get(i);
            answers.get(i).ifPresent(tags -> found.put(arn, tags));
        }
    }
}
