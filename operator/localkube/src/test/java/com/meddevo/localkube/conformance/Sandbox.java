package com.meddevo.localkube.conformance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A namespace and an API group that only one test uses, with the kind Widget in it. */
final class Sandbox {
    private final KubernetesClient client;
    private final String namespace;
    private final String group;
    private final Kubectl kubectl;

    private Sandbox(KubernetesClient client, String name, Kubectl kubectl) {
        this.client = client;
        this.namespace = name;
        this.group = name + ".example.com";
        this.kubectl = kubectl;
    }

    static Sandbox create(KubernetesClient client, Path kubeconfig, Path home) {
        byte[] random = new byte[5];
        ThreadLocalRandom.current().nextBytes(random);
        String name = "t" + HexFormat.of().formatHex(random);
        Sandbox sandbox = new Sandbox(client, name, new Kubectl(kubeconfig, home, name));
        client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
        client.resource(sandbox.definition()).create();
        Awaitility.await()
                .until(() -> client.apiextensions().v1().customResourceDefinitions().withName("widgets." + sandbox.group).get().getStatus()
                        .getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Established") && each.getStatus().equals("True")));
        Awaitility.await().ignoreExceptions().until(() -> sandbox.widgets().list() != null);
        return sandbox;
    }

    /** The definition of Widget in this sandbox's group. */
    CustomResourceDefinition definition() {
        return Serialization.unmarshal(resource("widgets.yaml"), CustomResourceDefinition.class);
    }

    /** A test resource, in this sandbox's group. */
    String resource(String name) {
        try (InputStream in = Sandbox.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("GROUP", group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KubernetesClient client() { return client; }

    String namespace() { return namespace; }

    String group() { return group; }

    Kubectl kubectl() { return kubectl; }

    /** The widgets of this sandbox's namespace. */
    NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> widgets() {
        return allWidgets().inNamespace(namespace);
    }

    /** The widgets of all namespaces. */
    MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> allWidgets() {
        return client
                .genericKubernetesResources(new ResourceDefinitionContext.Builder().withGroup(group).withVersion("v1").withKind("Widget")
                        .withPlural("widgets").withNamespaced(true).build());
    }

    /** A widget as YAML text, with these lines under {@code spec}. */
    String yaml(String name, String... spec) {
        return "apiVersion: " + group + "/v1\nkind: Widget\nmetadata:\n  name: " + name + "\n  namespace: " + namespace + "\nspec:\n"
                + String.join("", java.util.Arrays.stream(spec).map(line -> "  " + line + "\n").toList());
    }

    /** A widget. */
    GenericKubernetesResource widget(String name, String... spec) {
        return Serialization.unmarshal(yaml(name, spec), GenericKubernetesResource.class);
    }

    /** Creates a widget. */
    GenericKubernetesResource create(String name, String... spec) {
        return widgets().resource(widget(name, spec)).create();
    }

    /** A widget as it is now; null if it is gone. */
    GenericKubernetesResource get(String name) { return widgets().withName(name).get(); }

    /** Takes everything away again, whatever holds it. */
    void remove() {
        widgets().list().getItems().stream().filter(each -> !each.getFinalizers().isEmpty())
                .forEach(each -> widgets().withName(each.getMetadata().getName()).edit(it -> {
                    it.getMetadata().setFinalizers(java.util.List.of());
                    return it;
                }));
        client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(each -> each.getSpec().getGroup().equals(group))
                .forEach(each -> client.resource(each).delete());
        client.namespaces().withName(namespace).delete();
    }
}
