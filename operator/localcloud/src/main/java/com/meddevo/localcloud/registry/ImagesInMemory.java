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
        var digest = digest(content);
        images.compute(repository, (name, before) -> {
            var after = new ArrayList<ImageDetail>();
            var tags = new HashSet<>(Set.of(tag));
            for (var image : before == null ? List.<ImageDetail>of() : before) {
                var rest = new HashSet<>(image.tags());
                rest.remove(tag);
                if (image.digest().equals(digest)) {
                    tags.addAll(rest);
                } else {
                    after.add(new ImageDetail(name, image.digest(), rest, image.pushedAt(), image.sizeBytes()));
                }
            }
            after.addFirst(new ImageDetail(name, digest, tags, at, content.length()));
            return List.copyOf(after);
        });
        return find(repository, digest).orElseThrow();
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
