package com.meddevo.controller.operator;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds every request against the roles of a rendered chart, as an API server does. */
final class ChartRoles implements Interceptor {
    /** Where the golden manifests are installed. */
    static final String NAMESPACE = "meddevo-system";

    private static final Pattern RESOURCE = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/v[^/]+/(?:namespaces/(?<namespace>[^/]+)/)?(?<resource>[^/]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[^/]+))?");
    /** Everybody who is signed in may ask these, by Kubernetes' default roles. */
    private static final Set<String> FOR_EVERYBODY = Set.of("selfsubjectrulesreviews");

    private final List<Granted> granted;
    private final Set<Granted> used = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    /**
     * One verb on one resource.
     *
     * @param namespace the only one; empty for all
     * @param name the only one; empty for all
     */
    private record Granted(String verb, String resource, String namespace, String name) {
        boolean allows(Granted asked) {
            return verb.equals(asked.verb) && resource.equals(asked.resource) && (namespace.isEmpty() || namespace.equals(asked.namespace))
                    && (name.isEmpty() || name.equals(asked.name));
        }
    }

    private ChartRoles(List<Granted> granted) { this.granted = granted; }

    static ChartRoles of(Path manifests) throws IOException {
        try (InputStream file = Files.newInputStream(manifests)) {
            var all = (Collection<?>) new KubernetesSerialization().unmarshal(file);
            return new ChartRoles(all.stream().flatMap(binding -> rights(binding, all)).toList());
        }
    }

    /** A role gives nothing until it is bound, and then where it is bound. */
    private static Stream<Granted> rights(Object manifest, Collection<?> all) {
        return switch (manifest) {
            case ClusterRoleBinding binding -> rules(binding.getRoleRef(), all).flatMap(rule -> rights(rule, ""));
            case RoleBinding binding ->
                rules(binding.getRoleRef(), all).flatMap(rule -> rights(rule, binding.getMetadata().getNamespace()));
            default -> Stream.empty();
        };
    }

    private static Stream<PolicyRule> rules(RoleRef of, Collection<?> all) {
        return all.stream().flatMap(manifest -> switch (manifest) {
            case ClusterRole role when of.getKind().equals("ClusterRole") && of.getName().equals(role.getMetadata().getName()) ->
                role.getRules().stream();
            case Role role when of.getKind().equals("Role") && of.getName().equals(role.getMetadata().getName()) ->
                role.getRules().stream();
            default -> Stream.empty();
        });
    }

    private static Stream<Granted> rights(PolicyRule rule, String namespace) {
        List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        return rule.getVerbs().stream().flatMap(verb -> rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> names.stream().map(name -> new Granted(verb, group + "/" + resource, namespace, name)))));
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        asked(request.method(), request.uri()).ifPresent(asked -> {
            var rights = granted.stream().filter(right -> right.allows(asked)).toList();
            if (rights.isEmpty()) refused.add(asked.toString());
            used.addAll(rights);
        });
    }

    private static Optional<Granted> asked(String method, URI uri) {
        Matcher path = RESOURCE.matcher(uri.getPath());
        if (!path.matches()) return Optional.empty();
        String name = path.group("name") == null ? "" : path.group("name");
        String resource = path.group("resource") + (path.group("sub") == null ? "" : "/" + path.group("sub"));
        if (FOR_EVERYBODY.contains(resource)) return Optional.empty();
        return Optional.of(new Granted(verb(method, uri, name), (path.group("group") == null ? "" : path.group("group")) + "/" + resource,
                path.group("namespace") == null ? "" : path.group("namespace"), name));
    }

    private static String verb(String method, URI uri, String name) {
        return switch (method) {
            case "GET" -> String.valueOf(uri.getQuery()).contains("watch=true") ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    /** What the operator asked for without a right to it. */
    Set<String> refused() { return refused; }

    /** Verbs and resources that were given and never asked for. */
    Set<String> unused() {
        var left = new TreeSet<String>();
        granted.stream().filter(right -> !used.contains(right)).forEach(right -> left.add(right.verb + " " + right.resource));
        return left;
    }
}
