package com.meddevo.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One ECS cluster with its network, load balancer and names: what Terraform made and the apps share. The shape follows
 * {@code MeddevoEnvironment}'s spec.
 *
 * @param name {@code metadata.name}
 * @param namespaces Kubernetes namespaces whose apps may name this environment
 * @param cluster the ECS cluster's name
 * @param listeners by the name that routes use
 * @param registry host and prefix before every repository, e.g. {@code 111122223333.dkr.ecr.eu-central-1.amazonaws.com}; empty for none
 * @param dns the Route 53 zone for the apps' public names
 * @param files the file system that apps share
 * @param datadog how Datadog watches the apps that ask for it
 * @param apiShare of AWS's published rates that this environment may spend in steady state, 0 to 1
 */
public record Environment(String name, Account account, List<String> namespaces, String cluster, Network network,
        Map<String, Listener> listeners, Optional<Discovery> discovery, String registry, Roles roles, Optional<String> logKmsKeyArn,
        Optional<Dns> dns, Optional<Files> files, Optional<Datadog> datadog, double apiShare) {
    public Environment {
        namespaces = List.copyOf(namespaces);
        listeners = Map.copyOf(listeners);
    }

    /** An environment with nothing in it yet. */
    public static EnvironmentBuilder named(String name, Account account) {
        return new EnvironmentBuilder(name, account);
    }

    /** This environment, to be changed in some things. */
    public EnvironmentBuilder but() { return new EnvironmentBuilder(this); }

    /** @param roleArn the role to assume; empty to use the caller's own credentials */
    public record Account(String id, String region, Optional<String> roleArn, Optional<String> externalId) {
    }

    public record Network(String vpcId, List<String> subnetIds, List<String> securityGroupIds, boolean assignPublicIp) {
        public Network {
            subnetIds = List.copyOf(subnetIds);
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /**
     * A load balancer's listener that apps may be placed on.
     *
     * @param hostedZoneId the load balancer's own Route 53 zone, which an alias names; empty when no app gets a name for it
     * @param securityGroupId one of the load balancer's security groups; empty when tasks let it in by the environment's groups
     * @param priorities the rule priorities that the operator may use; others' rules lie outside or are respected
     */
    public record Listener(String arn, String loadBalancerArn, String dnsName, Optional<String> hostedZoneId,
            Optional<String> securityGroupId, Priorities priorities) {
        /** A listener whose load balancer's zone and security group nobody has said. */
        public Listener(String arn, String loadBalancerArn, String dnsName, Priorities priorities) {
            this(arn, loadBalancerArn, dnsName, Optional.empty(), Optional.empty(), priorities);
        }
    }

    /** Rule priorities, both ends included, within ELBv2's 1 to 50000. */
    public record Priorities(int from, int to) {
        public Priorities {
            if (from < 1 || to > 50_000 || from > to) {
                throw new IllegalArgumentException(
                        "rule priorities must be within 1 to 50000, lowest first, but are " + from + " to " + to);
            }
        }
    }

    /** @param namespaceName the private DNS namespace, e.g. {@code svc.production.meddevo.internal} */
    public record Discovery(String namespaceId, String namespaceName) {
    }

    /** @param domain the hosted zone's name without a dot at its end, e.g. {@code production.meddevo.internal} */
    public record Dns(String hostedZoneId, String domain) {
    }

    /**
     * An encrypted EFS file system.
     *
     * @param securityGroupId of its mount targets; empty when tasks reach them by the environment's groups
     */
    public record Files(String fileSystemId, Optional<String> securityGroupId) {
    }

    /**
     * IAM roles by their ARNs.
     *
     * @param execution for apps that bring none: pulls images and writes logs
     * @param task for apps that bring none: what their code may do
     * @param infrastructure with which ECS moves the traffic of the load balancer
     */
    public record Roles(Optional<String> execution, Optional<String> task, Optional<String> infrastructure) {
        /** Where ECS moves no traffic. */
        public Roles(Optional<String> execution, Optional<String> task) {
            this(execution, task, Optional.empty());
        }
    }
}
