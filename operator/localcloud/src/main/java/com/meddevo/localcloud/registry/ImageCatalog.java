package com.meddevo.localcloud.registry;

import java.util.List;
import java.util.Optional;

/** The images of this machine. Answers ECR's questions, above all which digest a tag stands for. Safe to call from any thread. */
public interface ImageCatalog {

    /**
     * Looks one image up.
     *
     * @param repository  name of the repository, without a registry
     * @param tagOrDigest a tag such as {@code 1.8.2}, or a digest {@code sha256:…}
     */
    Optional<ImageDetail> find(String repository, String tagOrDigest);

    /** All images of a repository, newest first; empty if there is no such repository. */
    List<ImageDetail> list(String repository);

    /** Names of all repositories, sorted. */
    List<String> repositories();

    /** Takes a tag away; the image that it stood for stays. A tag that is not there counts as taken away. */
    void untag(String repository, String tag);

    /** Takes an image away, with all its tags. An image that is not there counts as taken away. */
    void delete(String repository, String digest);
}
