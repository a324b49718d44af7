package com.meddevo.aws;

import com.meddevo.fleet.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
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
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** The SDK clients of one environment, of AWS or of anything that speaks its protocols. They never retry: an attempt is an attempt. */
public record AwsClients(EcsClient ecs, ElasticLoadBalancingV2Client elb, ServiceDiscoveryClient discovery, CloudWatchLogsClient logs,
        EcrClient ecr, ResourceGroupsTaggingApiClient tagging, StsClient sts) implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Connects to the environment's account. Nothing is sent yet.
     *
     * @param endpoint where all services answer, instead of AWS's own endpoints; without other credentials the fixed pair local/local is used there
     */
    public static AwsClients connect(Environment environment, Optional<URI> endpoint) {
        var own = new Connection(Region.of(environment.account().region()), endpoint, ownCredentials(endpoint));
        var sts = own.build(StsClient.builder());
        var assumed = environment.account().roleArn().map(role -> own.as(assume(environment, role, sts))).orElse(own);
        return new AwsClients(assumed.build(EcsClient.builder()), assumed.build(ElasticLoadBalancingV2Client.builder()),
                assumed.build(ServiceDiscoveryClient.builder()), assumed.build(CloudWatchLogsClient.builder()),
                assumed.build(EcrClient.builder()), assumed.build(ResourceGroupsTaggingApiClient.builder()), sts);
    }

    private static AwsCredentialsProvider ownCredentials(Optional<URI> endpoint) {
        if (endpoint.isEmpty()) return DefaultCredentialsProvider.builder().build();
        return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static AwsCredentialsProvider assume(Environment environment, String role, StsClient sts) {
        var request = AssumeRoleRequest.builder().roleArn(role).roleSessionName("meddevo-operator-" + environment.name());
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
