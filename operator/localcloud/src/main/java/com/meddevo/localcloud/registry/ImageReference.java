package com.meddevo.localcloud.registry;

/**
 * An image as a task definition names it, split into what a registry looks up. The registry's host is dropped: on this machine there is one
 * registry, and a task definition written for AWS names the same images as one written for here.
 *
 * @param repository  name of the repository, such as {@code techdoc} or {@code team/techdoc}
 * @param tagOrDigest a tag, or a digest {@code sha256:…}
 */
public record ImageReference(String repository, String tagOrDigest) {

    /**
     * Reads {@code [host/]repository[:tag][@digest]}. A digest wins over a tag; without both the tag is {@code latest}, as container
     * engines read it.
     *
     * @param image the reference
     * @throws IllegalArgumentException if it names no repository
     */
    public static ImageReference parse(String image) {
        String path = withoutHost(image.strip());
        int at = path.indexOf('@');
        String named = at < 0 ? path : path.substring(0, at);
        int colon = named.lastIndexOf(':');
        String repository = colon < 0 ? named : named.substring(0, colon);
        if (repository.isEmpty())
            throw new IllegalArgumentException("The image '" + image + "' names no repository; write repository:tag.");
        if (at >= 0) return new ImageReference(repository, path.substring(at + 1));
        return new ImageReference(repository, colon < 0 ? "latest" : named.substring(colon + 1));
    }

    /** Whether an image comes from a registry that is none of ECR's, so that nobody has pushed it here unless on purpose. */
    public static boolean isElsewhere(String image) {
        String path = withoutHost(image.strip());
        return path.length() < image.strip().length() && !image.contains(".dkr.ecr.");
    }

    /**
     * Drops the first part if it is a host: with a dot, a port, or {@code localhost} (the rule of the OCI distribution reference grammar).
     */
    private static String withoutHost(String image) {
        int slash = image.indexOf('/');
        if (slash < 0) return image;
        String first = image.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return host ? image.substring(slash + 1) : image;
    }
}
