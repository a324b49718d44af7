package com.meddevo.localcloud.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The registry of this machine, a folder that several processes may use at once.
 *
 * <pre>
 * &lt;folder&gt;/&lt;repository&gt;/_images/&lt;digest without sha256:&gt;/manifest.json     what the image is; its SHA-256 is the digest
 *                                                        /image.jar         the jar, if it is one
 * &lt;folder&gt;/&lt;repository&gt;/_tags/&lt;tag&gt;                                        the digest it stands for
 * </pre>
 *
 * Images are found by their content: pushing the same content again changes nothing, moving a tag leaves the image it stood for. Everything
 * is written beside its place and moved there in one step, so a reader sees an image or a tag whole or not at all. A repository's name
 * cannot begin with an underscore, so repositories can be nested.
 */
public final class LocalRegistry implements ImageCatalog {
    private static final String IMAGES = "_images";
    private static final String TAGS = "_tags";
    /** Names that ECR allows: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html. */
    private static final Pattern REPOSITORY = Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
    /** Tags that the OCI distribution specification allows. */
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Path folder;

    /**
     * @param folder where images are kept; made when something is pushed
     */
    public LocalRegistry(Path folder) { this.folder = folder.toAbsolutePath().normalize(); }

    /** Where images are kept. */
    public Path folder() { return folder; }

    /**
     * Puts a jar into a repository and lets a tag stand for it.
     *
     * @param repository name of the repository, made when it is new
     * @param tag        the tag, moved when it stood for something else
     * @param jar        a runnable jar; copied
     * @return the image as it is now listed
     * @throws IllegalArgumentException if repository or tag is not a name that ECR allows, or there is no such file
     */
    public ImageDetail pushJar(String repository, String tag, Path jar) {
        check(repository, tag);
        if (!Files.isRegularFile(jar)) throw new IllegalArgumentException("There is no jar " + jar + "; build it first.");
        return push(repository, tag, image -> {
            MessageDigest hash = sha256();
            try (InputStream content = new DigestInputStream(Files.newInputStream(jar), hash)) {
                long size = Files.copy(content, image.resolve(Manifest.JAR));
                return Manifest.ofJar(HexFormat.of().formatHex(hash.digest()), size);
            }
        });
    }

    /**
     * Puts a shell command into a repository and lets a tag stand for it.
     *
     * @param repository name of the repository, made when it is new
     * @param tag        the tag, moved when it stood for something else
     * @param command    text for {@code /bin/sh -c}
     * @return the image as it is now listed
     * @throws IllegalArgumentException if repository or tag is not a name that ECR allows, or the command is blank
     */
    public ImageDetail pushCommand(String repository, String tag, String command) {
        check(repository, tag);
        if (command.isBlank()) throw new IllegalArgumentException("The command of " + repository + ":" + tag + " is empty.");
        return push(repository, tag, image -> Manifest.ofCommand(command));
    }

    /**
     * What to start for an image.
     *
     * @param reference repository and tag or digest
     * @return empty if nobody pushed it
     */
    public Optional<LocalImage> image(ImageReference reference) {
        return digest(reference.repository(), reference.tagOrDigest())
                .flatMap(digest -> manifest(reference.repository(), digest)
                        .map(manifest -> manifest.image(digest, path(reference.repository(), digest))));
    }

    @Override
    public Optional<ImageDetail> find(String repository, String tagOrDigest) {
        return digest(repository, tagOrDigest).flatMap(digest -> detail(repository, digest, tags(repository)));
    }

    @Override
    public List<ImageDetail> list(String repository) {
        if (!REPOSITORY.matcher(repository).matches()) return List.of();
        Map<String, Set<String>> tags = tags(repository);
        return names(folder.resolve(repository).resolve(IMAGES)).stream()
                .flatMap(hex -> detail(repository, "sha256:" + hex, tags).stream())
                .sorted(Comparator.comparing(ImageDetail::pushedAt).reversed().thenComparing(ImageDetail::digest))
                .toList();
    }

    @Override
    public List<String> repositories() {
        if (!Files.isDirectory(folder)) return List.of();
        List<String> found = new ArrayList<>();
        collect(folder, found);
        return found.stream().sorted().toList();
    }

    @Override
    public void untag(String repository, String tag) {
        check(repository, tag);
        try {
            Files.deleteIfExists(folder.resolve(repository).resolve(TAGS).resolve(tag));
        } catch (IOException e) {
            throw new UncheckedIOException("Taking the tag " + repository + ":" + tag + " away failed: " + e.getMessage(), e);
        }
    }

    /** The tags go first, then the image out of sight in one step: a reader sees it whole or not at all. */
    @Override
    public void delete(String repository, String digest) {
        if (digest(repository, digest).isEmpty()) return;
        tags(repository).getOrDefault(digest, Set.of()).forEach(tag -> untag(repository, tag));
        Path image = path(repository, digest);
        try {
            Path aside = image.resolveSibling(".delete-" + UUID.randomUUID());
            Files.move(image, aside, StandardCopyOption.ATOMIC_MOVE);
            discard(aside);
        } catch (NoSuchFileException e) {
            // another process was faster
        } catch (IOException e) {
            throw new UncheckedIOException("Deleting " + repository + "@" + digest + " failed: " + e.getMessage(), e);
        }
    }

    private void collect(Path directory, List<String> found) {
        for (String name : names(directory)) {
            if (name.equals(IMAGES)) found.add(folder.relativize(directory).toString().replace('\\', '/'));
            else if (!name.startsWith("_") && Files.isDirectory(directory.resolve(name))) collect(directory.resolve(name), found);
        }
    }

    /** Fills the folder of a new image and says what it is. */
    private interface Content {
        Manifest write(Path image) throws IOException;
    }

    private ImageDetail push(String repository, String tag, Content content) {
        try {
            Path images = Files.createDirectories(folder.resolve(repository).resolve(IMAGES));
            Path draft = Files.createDirectory(images.resolve(".push-" + UUID.randomUUID()));
            String digest;
            try {
                byte[] manifest = content.write(draft).json();
                Files.write(draft.resolve(Manifest.FILE), manifest);
                digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(manifest));
                settle(draft, path(repository, digest));
            } finally {
                discard(draft);
            }
            point(repository, tag, digest);
            return find(repository, digest).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("Pushing " + repository + ":" + tag + " to " + folder + " failed: " + e.getMessage(), e);
        }
    }

    private static void discard(Path draft) throws IOException {
        for (Path part : List.of(draft.resolve(Manifest.JAR), draft.resolve(Manifest.FILE), draft))
            Files.deleteIfExists(part);
    }

    /** Moves a draft to its place unless the same content is already there, also when another process wins the race. */
    private static void settle(Path draft, Path image) throws IOException {
        if (Files.exists(image)) return;
        try {
            Files.move(draft, image, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(image)) throw e;
        }
    }

    private void point(String repository, String tag, String digest) throws IOException {
        if (digest(repository, tag).filter(digest::equals).isPresent()) return;
        Path tags = Files.createDirectories(folder.resolve(repository).resolve(TAGS));
        Path draft = Files.writeString(tags.resolve(".push-" + UUID.randomUUID()), digest);
        Files.move(draft, tags.resolve(tag), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<String> digest(String repository, String tagOrDigest) {
        if (!REPOSITORY.matcher(repository).matches()) return Optional.empty();
        if (DIGEST.matcher(tagOrDigest).matches()) return Optional.of(tagOrDigest).filter(digest -> Files.exists(path(repository, digest)));
        if (!TAG.matcher(tagOrDigest).matches()) return Optional.empty();
        return read(folder.resolve(repository).resolve(TAGS).resolve(tagOrDigest))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    private Map<String, Set<String>> tags(String repository) {
        Path tags = folder.resolve(repository).resolve(TAGS);
        Map<String, Set<String>> byDigest = new HashMap<>();
        for (String tag : names(tags))
            digest(repository, tag).ifPresent(digest -> byDigest.computeIfAbsent(digest, d -> new TreeSet<>()).add(tag));
        return byDigest;
    }

    private Optional<ImageDetail> detail(String repository, String digest, Map<String, Set<String>> tags) {
        return manifest(repository, digest)
                .map(manifest -> new ImageDetail(repository, digest, tags.getOrDefault(digest, Set.of()), pushedAt(repository, digest),
                        manifest.size()));
    }

    private Instant pushedAt(String repository, String digest) {
        try {
            return Files.getLastModifiedTime(path(repository, digest).resolve(Manifest.FILE)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Manifest> manifest(String repository, String digest) {
        return read(path(repository, digest).resolve(Manifest.FILE)).map(Manifest::read);
    }

    private Path path(String repository, String digest) {
        return folder.resolve(repository).resolve(IMAGES).resolve(digest.substring("sha256:".length()));
    }

    /** Names in a directory but for drafts, which begin with a dot; empty if there is no such directory. */
    private static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String repository, String tag) {
        if (!REPOSITORY.matcher(repository).matches())
            throw new IllegalArgumentException("'" + repository
                    + "' is not a repository's name: lower-case letters and digits, with . _ - inside and / between parts.");
        if (!TAG.matcher(tag).matches())
            throw new IllegalArgumentException(
                    "'" + tag + "' is not a tag: letters, digits, . _ - and at most 128 characters, not beginning with . or -.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
