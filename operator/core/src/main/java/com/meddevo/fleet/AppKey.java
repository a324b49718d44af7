package com.meddevo.fleet;

/**
 * Where an app is declared. The name alone is the ECS service's name, so two namespaces of one environment cannot use it twice; the
 * namespace tells who is meant when they try.
 *
 * @param namespace Kubernetes namespace
 * @param name {@code metadata.name}, at most 63 characters of {@code [a-z0-9-]}
 */
public record AppKey(String namespace, String name) implements Comparable<AppKey> {
    @Override
    public int compareTo(AppKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() { return namespace + "/" + name; }
}
