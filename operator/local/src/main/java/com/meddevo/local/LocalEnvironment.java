package com.meddevo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.meddevo.localcloud.Foundations;
import java.io.UncheckedIOException;

/**
 * The {@code MeddevoEnvironment} that binds apps to this machine, in the shape in which Terraform's outputs bind a real one. Its defaults are quick:
 * a moved clock does not move real processes, so nobody should wait for a production health check here.
 */
final class LocalEnvironment {
    static final String NAME = "local";
    /** Where the apps of this checkout live. */
    static final String NAMESPACE = "documentation";

    private LocalEnvironment() {}

    static String yaml(Foundations foundations) {
        ObjectNode environment = JsonNodeFactory.instance.objectNode();
        environment.put("apiVersion", "meddevo.com/v1alpha1").put("kind", "MeddevoEnvironment").putObject("metadata").put("name", NAME);
        ObjectNode spec = environment.putObject("spec");
        spec.putObject("aws").put("region", foundations.region()).put("accountId", foundations.accountId());
        spec.putArray("namespaces").add(NAMESPACE).add("default");
        spec.put("cluster", foundations.cluster());
        ObjectNode network = spec.putObject("network").put("vpcId", foundations.vpcId());
        foundations.subnetIds().forEach(network.putArray("subnetIds")::add);
        network.putArray("securityGroupIds").add(foundations.securityGroupId());
        spec.putObject("listeners").putObject("internal").put("arn", foundations.listenerArn())
                .put("loadBalancerArn", foundations.loadBalancerArn())
                .put("dnsName", foundations.loadBalancerDnsName()).put("hostedZoneId", foundations.loadBalancerHostedZoneId())
                .put("securityGroupId", foundations.loadBalancerSecurityGroupId());
        spec.putObject("dns").put("hostedZoneId", foundations.hostedZoneId()).put("domain", foundations.domain());
        spec.putObject("discovery").put("namespaceId", foundations.namespaceId()).put("name", foundations.namespaceName());
        spec.putObject("files").put("fileSystemId", foundations.fileSystemId()).put("securityGroupId", foundations.filesSecurityGroupId());
        spec.putObject("roles").put("execution", foundations.executionRoleArn()).put("task", foundations.taskRoleArn())
                .put("infrastructure", foundations.infrastructureRoleArn());
        spec.putObject("logs").put("retentionDays", 7);
        ObjectNode defaults = spec.putObject("defaults").put("deregistrationSeconds", 5).put("stopSeconds", 10);
        defaults.putObject("healthCheck").put("intervalSeconds", 5).put("timeoutSeconds", 2).put("healthyThreshold", 2)
                .put("unhealthyThreshold", 2);
        try {
            return YAMLMapper.builder().enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build().writeValueAsString(environment);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
