package com.meddevo.localcloud.call;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.EfsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceGroupsTaggingApiException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.ServiceDiscoveryException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The AWS services that are simulated, and how each names its errors. */
public enum AwsService {

    /** Elastic Container Service. */
    ECS("ecs", EcsClient.class, EcsException::builder, "ThrottlingException"),
    /** Application load balancers, their listeners, rules and target groups. */
    ELB("elasticloadbalancing", ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Exception::builder, "ThrottlingException"),
    /** Cloud Map. */
    DISCOVERY("servicediscovery", ServiceDiscoveryClient.class, ServiceDiscoveryException::builder, "RequestLimitExceeded"),
    /** CloudWatch Logs. */
    LOGS("logs", CloudWatchLogsClient.class, CloudWatchLogsException::builder, "ThrottlingException"),
    /** Elastic Container Registry. */
    ECR("ecr", EcrClient.class, EcrException::builder, "ThrottlingException"),
    /** The Resource Groups Tagging API. */
    TAGGING("tagging", ResourceGroupsTaggingApiClient.class, ResourceGroupsTaggingApiException::builder, "ThrottledException"),
    /** Security Token Service. */
    STS("sts", StsClient.class, StsException::builder, "Throttling"),
    /** Security groups and their rules. */
    EC2("ec2", Ec2Client.class, Ec2Exception::builder, "RequestLimitExceeded"),
    /** Elastic File System. */
    EFS("elasticfilesystem", EfsClient.class, EfsException::builder, "ThrottlingException"),
    /** Route 53. */
    ROUTE53("route53", Route53Client.class, Route53Exception::builder, "Throttling"),
    /** Secrets Manager. */
    SECRETS("secretsmanager", SecretsManagerClient.class, SecretsManagerException::builder, "ThrottlingException"),
    /** Systems Manager's parameter store. */
    PARAMETERS("ssm", SsmClient.class, SsmException::builder, "ThrottlingException"),
    /** Application Auto Scaling. */
    SCALING("application-autoscaling", ApplicationAutoScalingClient.class, ApplicationAutoScalingException::builder, "ThrottlingException"),
    /** CloudWatch: metrics and alarms. */
    CLOUDWATCH("monitoring", CloudWatchClient.class, CloudWatchException::builder, "Throttling");

    private final String signingName;
    private final Class<? extends SdkClient> api;
    private final Supplier<AwsServiceException.Builder> anyError;
    private final String throttlingCode;

    AwsService(String signingName, Class<? extends SdkClient> api, Supplier<AwsServiceException.Builder> anyError, String throttlingCode) {
        this.signingName = signingName;
        this.api = api;
        this.anyError = anyError;
        this.throttlingCode = throttlingCode;
    }

    /** The service's name in a signature's credential scope. */
    public String signingName() { return signingName; }

    /** The SDK's client interface. */
    public Class<? extends SdkClient> api() { return api; }

    /** The package of the SDK's requests, responses and exceptions, with a dot at its end. */
    public String modelPackage() {
        return api.getPackageName() + ".model.";
    }

    /** The error code with which the service refuses a caller that is too fast. */
    public String throttlingCode() { return throttlingCode; }

    /** The exception for errors that the service's model does not name. */
    AwsServiceException.Builder anyError() { return anyError.get(); }

    /** The error code that stands for an exception on the wire. */
    public String codeOf(AwsServiceException exception) {
        var details = exception.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return details.errorCode();
        }
        return ErrorCodes.code(this, exception.getClass().getSimpleName());
    }

    /** The HTTP status with which an exception goes over the wire. */
    public int statusOf(AwsServiceException exception) {
        return exception.statusCode() == 0 ? ErrorCodes.status(this, exception.getClass().getSimpleName()) : exception.statusCode();
    }
}
