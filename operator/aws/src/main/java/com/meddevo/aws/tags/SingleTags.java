package com.meddevo.aws.tags;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/**
 * The tags of resources whose services tell them for one ARN a call.
 *
 * @param logs CloudWatch Logs
 * @param discovery Cloud Map
 * @param scaling Application Auto Scaling
 * @param cloudWatch its alarms
 * @param efs its access points
 */
public record SingleTags(CloudWatchLogsClient logs, ServiceDiscoveryClient discovery, ApplicationAutoScalingClient scaling,
        CloudWatchClient cloudWatch, EfsClient efs) {

    /** The tags by ARN; no entry for what does not exist. */
    Map<String, Map<String, String>> of(List<String> arns) {
        var answers = InParallel.map(arns, arn -> {
            try {
                return Optional.of(of(arn));
            } catch (AwsServiceException e) {
                if (!AwsErrors.notFound(e)) throw e;
                return Optional.<Map<String, String>>empty();
            }
        });
        var found = new HashMap<String, Map<String, String>>();
        for (int i = 0; i < arns.size(); i++) {
            String arn = arns.get(i);
            answers.get(i).ifPresent(tags -> found.put(arn, tags));
        }
        return found;
    }

    private Map<String, String> of(String arn) {
        return switch (arn.split(":", 4)[2]) {
            case "logs" -> logs.listTagsForResource(request -> request.resourceArn(arn)).tags();
            case "application-autoscaling" -> scaling.listTagsForResource(request -> request.resourceARN(arn)).tags();
            case "servicediscovery" -> discovery.listTagsForResource(request -> request.resourceARN(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
            case "cloudwatch" -> cloudWatch.listTagsForResource(request -> request.resourceARN(arn)).tags().stream()
                    .collect(Collectors.toMap(software.amazon.awssdk.services.cloudwatch.model.Tag::key,
                            software.amazon.awssdk.services.cloudwatch.model.Tag::value));
            case "elasticfilesystem" -> efs.listTagsForResource(request -> request.resourceId(arn.substring(arn.lastIndexOf('/') + 1)))
                    .tags().stream().collect(Collectors.toMap(software.amazon.awssdk.services.efs.model.Tag::key,
                            software.amazon.awssdk.services.efs.model.Tag::value));
            default -> throw new IllegalArgumentException("nobody asks for the tags of " + arn);
        };
    }
}
