package com.meddevo.controller.operator;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.meddevoappstatus.Conditions;
import com.meddevo.api.validation.BundledCrds;
import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.time.Timeline;
import com.meddevo.localcloud.wire.WireServer;
import com.meddevo.localkube.LocalKube;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Kubernetes API and an AWS account of their own, both over the wire, with quick simulated tasks, and one environment, {@code test}. */
final class Playground implements AutoCloseable {
    static final String NAMESPACE = "apps";

    final Simulation simulation = Simulation.on(Timeline.realTime());
    final Foundations foundations = simulation.account().foundations("test", 8080);
    final KubernetesClient client;
    private final LocalKube kube;
    private final WireServer aws;
    private final Path kubeconfig;

    Playground(Path folder) throws IOException {
        simulation.tasks().startsIn(Duration.ofMillis(200));
        kube = LocalKube.start(folder.resolve("kube.db"), 0);
        aws = WireServer.start(simulation.account(), 0);
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kube.kubeconfig());
        client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build();
        BundledCrds.definitions().forEach(definition -> kube.apply(definition.toString(), "test"));
        client.resource(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build()).create();
    }

    /** Arguments with which an operator works here, quickly. */
    String[] arguments(String... more) {
        var arguments = List.of("--spring.profiles.active=local", "--server.port=0", "--meddevo.kubeconfig=" + kubeconfig,
                "--meddevo.aws.endpoint=" + aws.endpoint(), "--meddevo.sweep.interval=1s", "--meddevo.sweep.rollout=200ms");
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    void environment(String name, String namespaces) {
        apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoEnvironment
                metadata: {name: %s}
                spec:
                  aws: {region: %s, accountId: "%s"}
                  namespaces: [%s]
                  cluster: %s
                  network: {vpcId: %s, subnetIds: %s, securityGroupIds: [%s], assignPublicIp: false}
                  listeners:
                    internal: {arn: "%s", loadBalancerArn: "%s", dnsName: "%s"}
                  discovery: {namespaceId: %s, name: %s}
                  roles: {execution: "%s", task: "%s"}
                  api: {share: 0.9}
                  defaults: {healthCheck: {intervalSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 2}, deregistrationSeconds: 1, stopSeconds: 2}
                """
                .formatted(name, foundations.region(), foundations.accountId(), namespaces, foundations.cluster(),
                        foundations.vpcId(), foundations.subnetIds(), foundations.securityGroupId(), foundations.listenerArn(),
                        foundations.loadBalancerArn(), foundations.loadBalancerDnsName(), foundations.namespaceId(),
                        foundations.namespaceName(),
                        foundations.executionRoleArn(), foundations.taskRoleArn()));
    }

    /** An app with a route, whose image is in the registry. */
    void app(String name, String tag, int replicas) {
        push(name, tag);
        apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: %1$s, namespace: apps}
                spec:
                  environment: test
                  image: {repository: %1$s, tag: %2$s}
                  task: {cpu: 256, memory: 512, architecture: ARM64}
                  port: 8081
                  scale: {replicas: %3$d}
                  route: {listener: internal, paths: [/%1$s/*], healthCheck: {path: /health}}
                """.formatted(name, tag, replicas));
    }

    /** @return the image's digest */
    String push(String repository, String tag) {
        return simulation.images().push(repository, tag, repository + tag, simulation.account().timeline().now()).digest();
    }

    /** Pushes an image whose tag moves on at once. @return its digest */
    String untagged(String repository, String content) {
        var now = simulation.account().timeline().now();
        String digest = simulation.images().push(repository, "moving", content, now).digest();
        simulation.images().push(repository, "moving", content + ", anew", now.plusSeconds(1));
        return digest;
    }

    /** A registry whose images go as soon as nobody needs them. */
    void registry(String name, String environments) { apply("""
            apiVersion: meddevo.com/v1alpha1
            kind: MeddevoRegistry
            metadata: {name: %s}
            spec:
              aws: {region: eu-central-1, accountId: "000000000000"}
              environments: [%s]
              images: {expireUntaggedAfterDays: 0, keepReleases: 1, quarantineHours: 0}
            """.formatted(name, environments)); }

    /** As {@code kubectl apply --server-side} does. */
    void apply(String yaml) { kube.apply(yaml, "test"); }

    Resource<MeddevoApp> app(String name) { return client.resources(MeddevoApp.class).inNamespace(NAMESPACE).withName(name); }

    Resource<MeddevoEnvironment> environment(String name) { return client.resources(MeddevoEnvironment.class).withName(name); }

    /** {@code Status/Reason} of an app's condition; empty text while there is none. */
    String condition(String app, String type) {
        return find(app, type).map(condition -> condition.getStatus() + "/" + condition.getReason()).orElse("");
    }

    /** Whether the app is as it should be, serves, and nothing is under way. */
    boolean isAtRest(String app) {
        return condition(app, "InSync").startsWith("True") && condition(app, "Ready").startsWith("True")
                && condition(app, "Progressing").startsWith("False");
    }

    /** The sentence of an app's condition; empty text while there is none. */
    String message(String app, String type) {
        return find(app, type).map(Conditions::getMessage).orElse("");
    }

    private Optional<Conditions> find(String app, String type) {
        MeddevoApp found = app(app).get();
        if (found == null || found.getStatus() == null || found.getStatus().getConditions() == null) return Optional.empty();
        return found.getStatus().getConditions().stream().filter(condition -> condition.getType().equals(type)).findFirst();
    }

    @Override
    public void close() {
        client.close();
        aws.close();
        kube.close();
        simulation.account().timeline().close();
    }
}
