package com.meddevo.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A Kubernetes API, found as kubectl finds it, with errors told in sentences. */
public final class KubeAccess implements AutoCloseable {
    static final String API_VERSION = "meddevo.com/v1alpha1";
    private static final PatchContext STRICT_APPLY = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("meddevo").withForce(true).withFieldValidation("Strict").build();

    private final KubernetesClient client;

    private KubeAccess(KubernetesClient client) { this.client = client; }

    /** @throws Refusal if the file is not there or cannot be read */
    public static KubeAccess of(Path kubeconfig) {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new Refusal("there is no kubeconfig at " + kubeconfig + ": start with ./meddevo up, or set KUBECONFIG");
        }
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        return new KubeAccess(new KubernetesClientBuilder().withConfig(config).build());
    }

    /** By {@code KUBECONFIG} where it is set, else the local run's. */
    public static KubeAccess ofEnvironment(Path localKubeconfig) {
        return of(Optional.ofNullable(System.getenv("KUBECONFIG")).filter(path -> !path.isBlank()).map(Path::of).orElse(localKubeconfig));
    }

    /**
     * Applies every document of a file on the server's side; creates namespaces that are missing.
     *
     * @return one line per document, e.g. {@code meddevoapp/techdoc applied}
     */
    public List<String> apply(Path file) throws IOException {
        var lines = new ArrayList<String>();
        for (var document : Manifests.read(file))
            lines.add(apply(file.toString(), document));
        return lines;
    }

    /** @param where it comes from, for whoever has to mend it; @return {@code meddevoapp/techdoc applied} */
    public String apply(String where, JsonNode document) {
        var resource = Serialization.jsonMapper().convertValue(document, GenericKubernetesResource.class);
        String what = resource.getKind().toLowerCase() + "/" + resource.getMetadata().getName();
        told(where + ": " + what, () -> {
            ensureNamespace(resource);
            return located(resource).patch(STRICT_APPLY, resource);
        });
        return what + " applied";
    }

    /** Whether an app runs another build of the tag that its manifest names; somebody who chose another tag did it on purpose. */
    public boolean runsAnotherBuild(JsonNode manifest) {
        var app = Serialization.jsonMapper().convertValue(manifest, GenericKubernetesResource.class);
        return told("meddevoapp/" + app.getMetadata().getName(), () -> {
            var found = Serialization.jsonMapper().<JsonNode>valueToTree(located(app).get());
            var runs = found.at("/status/image");
            var built = manifest.at("/spec/image");
            return runs.path("tag").equals(built.path("tag")) && runs.has("digest") && !runs.path("digest").equals(built.path("digest"));
        });
    }

    /** @return whether it was there */
    boolean delete(String kind, String namespace, String name) {
        return told(kind.toLowerCase() + "/" + name, () -> {
            var resources = client.genericKubernetesResources(API_VERSION, kind);
            var one = namespace.isEmpty() ? resources.withName(name) : resources.inNamespace(namespace).withName(name);
            return !one.delete().isEmpty();
        });
    }

    /** Every app of every namespace, by namespace and name. */
    public List<Apps.App> apps() {
        return told("apps", () -> client.genericKubernetesResources(API_VERSION, "MeddevoApp").inAnyNamespace().list().getItems().stream()
                .<JsonNode>map(item -> Serialization.jsonMapper().valueToTree(item)).map(Apps.App::of)
                .sorted(Comparator.comparing(Apps.App::namespace).thenComparing(Apps.App::name)).toList());
    }

    /** When an operator last began to read an environment whole; of several environments, the one that was read longest ago. */
    public Optional<Instant> lastSweep() {
        return environments().stream().map(environment -> environment.at("/status/lastSweep").asText(""))
                .map(time -> time.isEmpty() ? Instant.EPOCH : Instant.parse(time)).min(Comparator.naturalOrder());
    }

    /** Any resource as YAML. */
    String yaml(String kind, String namespace, String name) {
        return told(kind.toLowerCase() + "/" + name, () -> {
            var resources = client.genericKubernetesResources(API_VERSION, kind);
            var found = namespace.isEmpty() ? resources.withName(name).get() : resources.inNamespace(namespace).withName(name).get();
            if (found == null)
                throw new Refusal("there is no " + kind + " \"" + name + "\"" + (namespace.isEmpty() ? "" : " in namespace " + namespace));
            found.getMetadata().setManagedFields(null);
            return Serialization.asYaml(found);
        });
    }

    /** One environment as YAML. */
    public String environment(String name) { return yaml("MeddevoEnvironment", "", name); }

    /** Every environment as it stands there, by name. */
    List<JsonNode> environments() {
        return told("environments", () -> client.genericKubernetesResources(API_VERSION, "MeddevoEnvironment").list().getItems().stream()
                .<JsonNode>map(item -> Serialization.jsonMapper().valueToTree(item))
                .sorted(Comparator.comparing(environment -> environment.at("/metadata/name").asText())).toList());
    }

    private Resource<GenericKubernetesResource> located(GenericKubernetesResource resource) {
        var resources = client.genericKubernetesResources(resource.getApiVersion(), resource.getKind());
        String namespace = resource.getMetadata().getNamespace();
        return namespace == null ? resources.resource(resource) : resources.inNamespace(namespace).resource(resource);
    }

    private void ensureNamespace(GenericKubernetesResource resource) {
        String namespace = resource.getMetadata().getNamespace();
        if (namespace == null || client.namespaces().withName(namespace).get() != null) return;
        client.namespaces().resource(new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
                .create();
    }

    private <T> T told(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw new Refusal(what + ": " + sentence(e), e);
        }
    }

    private String sentence(KubernetesClientException fault) {
        var status = fault.getStatus();
        if (status == null || status.getMessage() == null) {
            return "the Kubernetes API at " + client.getMasterUrl() + " does not answer (" + rootCause(fault) + "): is it running?";
        }
        if (status.getDetails() == null || status.getDetails().getCauses() == null || status.getDetails().getCauses().isEmpty()) {
            return status.getMessage();
        }
        return status.getDetails().getCauses().stream().map(KubeAccess::cause).collect(Collectors.joining("\n  ", "refused\n  ", ""));
    }

    private static String cause(StatusCause cause) {
        return cause.getField() == null ? cause.getMessage() : cause.getField() + ": " + cause.getMessage();
    }

    private static String rootCause(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null)
            root = root.getCause();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() { client.close(); }
}
