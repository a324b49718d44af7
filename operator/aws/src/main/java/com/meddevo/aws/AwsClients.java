package com.meddevo.aws;

import com.meddevo.aws.tags.Ownership;
import com.meddevo.fleet.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** The SDK clients of one environment, of AWS or of anything that speaks its protocols. They never retry: an attempt is an attempt. */
public record AwsClients(EcsClient ecs, ElasticLoadBalancingV2Client elb, ServiceDiscoveryClient discovery, CloudWatchLogsClient logs,
        EcrClient ecr, ResourceGroupsTaggingApiClient tagging, StsClient sts, Ec2Client network, EfsClient files, Route53Client dns,
        SecretsManagerClient secrets, SsmClient parameters, ApplicationAutoScalingClient scaling,
        CloudWatchClient cloudwatch) implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Connects to the environment's account. Nothing is sent yet.
     *
     * @param endpoint where all services answer, instead of AWS's own endpoints; without other credentials the fixed pair local/local is used there
     */
    public static AwsClients connect(Environment environment, Optional<URI> endpoint) {
        return connect(environment, endpoint, Map.of());
    }

    /** The same, in sessions that say that they read which images are needed; to these the environment's role denies everything else. */
    static AwsClients connectToReadImages(Environment environment, Optional<URI> endpoint) {
        return connect(environment, endpoint, Map.of("meddevo:reads", "images"));
    }

    private static AwsClients connect(Environment environment, Optional<URI> endpoint, Map<String, String> purpose) {
        var own = new Connection(Region.of(environment.account().region()), endpoint, ownCredentials(endpoint));
        var sts = own.build(StsClient.builder());
        var assumed = environment.account().roleArn().map(role -> own.as(assume(environment, role, purpose, sts))).orElse(own);
        return new AwsClients(assumed.build(EcsClient.builder()), assumed.build(ElasticLoadBalancingV2Client.builder()),
                assumed.build(ServiceDiscoveryClient.builder()), assumed.build(CloudWatchLogsClient.builder()),
                assumed.build(EcrClient.builder()), assumed.build(ResourceGroupsTaggingApiClient.builder()), sts,
                assumed.build(Ec2Client.builder()), assumed.build(EfsClient.builder()), assumed.build(Route53Client.builder()),
                assumed.build(SecretsManagerClient.builder()), assumed.build(SsmClient.builder()),
                assumed.build(ApplicationAutoScalingClient.builder()), assumed.build(CloudWatchClient.builder()));
    }

    /** Clients that somebody else made, e.g. of a simulated account. */
    public static AwsClients of(Source source) {
        return new AwsClients(source.client(EcsClient.class), source.client(ElasticLoadBalancingV2Client.class),
                source.client(ServiceDiscoveryClient.class), source.client(CloudWatchLogsClient.class), source.client(EcrClient.class),
                source.client(ResourceGroupsTaggingApiClient.class), source.client(StsClient.class), source.client(Ec2Client.class),
                source.client(EfsClient.class), source.client(Route53Client.class), source.client(SecretsManagerClient.class),
                source.client(SsmClient.class), source.client(ApplicationAutoScalingClient.class), source.client(CloudWatchClient.class));
    }

    /** Whoever has a client for each of the SDK's interfaces. */
    public interface Source {
        <C extends SdkClient> C client(Class<C> api);
    }

    private static AwsCredentialsProvider ownCredentials(Optional<URI> endpoint) {
        if (endpoint.isEmpty()) return DefaultCredentialsProvider.builder().build();
        return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static AwsCredentialsProvider assume(Environment environment, String role, Map<String, String> purpose, StsClient sts) {
        var request = AssumeRoleRequest.builder().roleArn(role).roleSessionName("meddevo-operator-" + environment.name());
        // what the role does is told apart by environment in CloudTrail and in policies, also where it assumes another role
        var tags = new TreeMap<>(purpose);
        tags.put(Ownership.ENVIRONMENT, environment.name());
        request.tags(tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList())
                .transitiveTagKeys(tags.keySet());
        environment.account().externalId().ifPresent(request::externalId);
        return StsAssumeRoleCredentialsProvider.builder().stsClient(sts).refreshRequest(request.build()).build();
    }

    @Override
    public void close() {
        ecs.close();
        elb.close();
        discovery.close();
        logs.close();
        ecr.close();
        tagging.close();
        sts.close();
        network.close();
        files.close();
        dns.close();
        secrets.close();
        parameters.close();
        scaling.close();
        cloudwatch.close();
    }

    /** What all clients have in common. */
    private record Connection(Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        Connection as(AwsCredentialsProvider other) { return new Connection(region, endpoint, other); }

        <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(B builder) {
            var options = ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_TIMEOUT);
            endpoint.ifPresent(uri -> {
                builder.endpointOverride(uri);
                options.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
            });
            var http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION_TIMEOUT).socketTimeout(CALL_TIMEOUT);
            return builder.httpClientBuilder(http).region(region).credentialsProvider(credentials).overrideConfiguration(options.build())
                    .build();
        }
    }
}
