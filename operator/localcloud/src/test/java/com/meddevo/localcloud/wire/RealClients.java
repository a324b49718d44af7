package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.call.AwsService;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's own clients, pointed at a local endpoint; each attempt is one request. */
final class RealClients {

    private final URI endpoint;

    RealClients(URI endpoint) { this.endpoint = endpoint; }

    EcsClient ecs() { return (EcsClient) client(AwsService.ECS); }

    SdkClient client(AwsService service) {
        return switch (service) {
            case ECS -> build(EcsClient.builder());
            case ELB -> build(ElasticLoadBalancingV2Client.builder());
            case DISCOVERY -> build(ServiceDiscoveryClient.builder());
            case LOGS -> build(CloudWatchLogsClient.builder());
            case ECR -> build(EcrClient.builder());
            case TAGGING -> build(ResourceGroupsTaggingApiClient.builder());
            case STS -> build(StsClient.builder());
            case EC2 -> build(Ec2Client.builder());
            case EFS -> build(EfsClient.builder());
            case ROUTE53 -> build(Route53Client.builder());
            case SECRETS -> build(SecretsManagerClient.builder());
            case PARAMETERS -> build(SsmClient.builder());
            case SCALING -> build(ApplicationAutoScalingClient.builder());
            case CLOUDWATCH -> build(CloudWatchClient.builder());
        };
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.endpointOverride(endpoint).region(Region.of(Account.REGION)).httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .build();
    }
}
