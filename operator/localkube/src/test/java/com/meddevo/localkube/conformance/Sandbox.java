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
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

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
        Sandbox sandbox = new Sandbox(client, name, new Kubectl(kubeconfig, home.resolve(name), name));
        client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
        client.resource(sandbox.definition()).create();
        eventually().until(() -> sandbox.wire().get(sandbox.path()).status() == 200);
        return sandbox;
    }

    /** Waits for what happens after an answer. */
    static ConditionFactory eventually() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
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

    Wire wire() { return new Wire(client); }

    /** Where the widgets of this sandbox's namespace are. */
    String path() {
        return "/apis/" + group + "/v1/namespaces/" + namespace + "/widgets";
    }

    /** Where one widget is. */
    String path(String name) { return path() + "/" + name; }

    /** Where the objects of a core kind are. */
    String corePath(String plural) { return "/api/v1/namespaces/" + namespace + "/" + plural; }

    /** A widget as JSON text, with this content of {@code spec}. */
    String json(String name, String spec) { return """
            {"apiVersion": "%s/v1", "kind": "Widget", "metadata": {"name": "%s"}, "spec": {%s}}""".formatted(group, name, spec); }

    /** A widget as YAML text, with these lines under {@code spec}. */
    String yaml(String name, String... spec) {
        return "apiVersion: " + group + "/v1\nkind: Widget\nmetadata:\n  name: " + name + "\n  namespace: " + namespace + "\nspec:\n"
                + String.join("", Arrays.stream(spec).map(line -> "  " + line + "\n").toList());
    }

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

    /** Creates a widget. */
    GenericKubernetesResource create(String name, String... spec) {
        return widgets().resource(Serialization.unmarshal(yaml(name, spec), GenericKubernetesResource.class)).create();
    }

    /** A widget as it is now; null if it is gone. */
    GenericKubernetesResource get(String name) { return widgets().withName(name).get(); }

    /** Takes everything away again, whatever holds it. */
    void remove() {
        String free = "{\"metadata\": {\"finalizers\": null}}";
        for (String path : List.of(path(), corePath("configmaps"))) {
            var held = wire().get(path);
            if (held.status() == 200) {
                held.body().at("/items").valueStream().filter(each -> !each.at("/metadata/finalizers").isEmpty())
                        .forEach(each -> wire().patch(Wire.MERGE, path + "/" + each.at("/metadata/name").asText(), free));
            }
        }
        client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(each -> each.getSpec().getGroup().equals(group))
                .forEach(each -> client.resource(each).delete());
        client.namespaces().withName(namespace).delete();
    }
}
