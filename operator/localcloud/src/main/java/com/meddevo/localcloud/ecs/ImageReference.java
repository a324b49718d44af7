package com.meddevo.localcloud.ecs;

/**
 * An image as a task definition names it.
 *
 * @param registry   host and port of the registry with a slash behind it; empty if none is named
 * @param repository name of the repository
 * @param version    a tag, {@code latest} if none is named, or a digest
 */
record ImageReference(String registry, String repository, String version) {

    static ImageReference of(String image) {
        var slash = image.indexOf('/');
        var host = slash < 0 ? "" : image.substring(0, slash);
        var registry = host.contains(".") || host.contains(":") || host.equals("localhost") ? image.substring(0, slash + 1) : "";
        var name = image.substring(registry.length());
        var at = name.indexOf('@');
        if (at >= 0) {
            return new ImageReference(registry, name.substring(0, at).replaceAll(":[^/]*$", ""), name.substring(at + 1));
        }
        var colon = name.lastIndexOf(':');
        return colon < 0
                ? new ImageReference(registry, name, "latest")
                : new ImageReference(registry, name.substring(0, colon), name.substring(colon + 1));
    }

    boolean isDigest() { return version.startsWith("sha256:"); }

    /** The same image, named by its digest. */
    String withDigest(String digest) {
        return "%s%s@%s".formatted(registry, repository, digest);
    }
}
