package com.meddevo.localcloud.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog of images that have names and digests and nothing else: for simulated tasks. Thread-safe. */
public final class ImagesInMemory implements ImageCatalog {

    private final Map<String, List<ImageDetail>> images = new ConcurrentHashMap<>();

    /**
     * Adds an image and gives it a tag, taking the tag from the image that had it.
     *
     * @param repository name of the repository
     * @param tag        the tag
     * @param content    what the digest is made of: equal contents are the same image
     * @param at         when it is pushed
     */
    public ImageDetail push(String repository, String tag, String content, Instant at) {
        return put(new ImageDetail(repository, digest(content), Set.of(tag), at, content.length()));
    }

    /**
     * Adds a list of images, which are pushed with it and have no tags of their own.
     *
     * @param contents what the images' digests are made of
     */
    public ImageDetail pushList(String repository, String tag, List<String> contents, Instant at) {
        var parts = contents.stream().map(content -> put(new ImageDetail(repository, digest(content), Set.of(), at, content.length())))
                .map(ImageDetail::digest).toList();
        return put(new ImageDetail(repository, digest(parts.toString()), Set.of(tag), at, 1, parts));
    }

    private ImageDetail put(ImageDetail pushed) {
        images.compute(pushed.repository(), (name, before) -> {
            var after = new ArrayList<ImageDetail>();
            var tags = new HashSet<>(pushed.tags());
            for (var image : before == null ? List.<ImageDetail>of() : before) {
                var rest = new HashSet<>(image.tags());
                rest.removeAll(pushed.tags());
                if (image.digest().equals(pushed.digest())) tags.addAll(rest);
                else
                    after.add(tagged(image, rest));
            }
            after.addFirst(tagged(pushed, tags));
            return List.copyOf(after);
        });
        return find(pushed.repository(), pushed.digest()).orElseThrow();
    }

    private static ImageDetail tagged(ImageDetail image, Set<String> tags) {
        return new ImageDetail(image.repository(), image.digest(), tags, image.pushedAt(), image.sizeBytes(), image.holds());
    }

    @Override
    public void untag(String repository, String tag) {
        images.computeIfPresent(repository, (name, all) -> all.stream().map(image -> {
            var rest = new HashSet<>(image.tags());
            rest.remove(tag);
            return tagged(image, rest);
        }).toList());
    }

    @Override
    public void delete(String repository, String digest) {
        images.computeIfPresent(repository, (name, all) -> all.stream().filter(image -> !image.digest().equals(digest)).toList());
    }

    @Override
    public Optional<ImageDetail> find(String repository, String tagOrDigest) {
        return list(repository).stream().filter(image -> image.digest().equals(tagOrDigest) || image.tags().contains(tagOrDigest))
                .findFirst();
    }

    @Override
    public List<ImageDetail> list(String repository) { return images.getOrDefault(repository, List.of()); }

    @Override
    public List<String> repositories() { return List.copyOf(new TreeMap<>(images).keySet()); }

    private static String digest(String content) {
        try {
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
