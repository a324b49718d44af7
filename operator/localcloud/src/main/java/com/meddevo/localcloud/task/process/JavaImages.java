package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.registry.LocalImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jars with the Java runtime that this platform runs on, and makes them start faster the second time: a Spring Boot jar is unpacked
 * once per digest, and a task leaves an archive of its loaded classes (JEP 350) for those after it. Making the archive costs half a second
 * at the start and two at the end, so it is made for what is started a second time: most builds of a day are not.
 */
final class JavaImages {
    private static final Logger LOG = LoggerFactory.getLogger(JavaImages.class);
    /** Exit code of a Java runtime that SIGTERM ended in an orderly way. */
    private static final int TERMINATED = 128 + 15;

    private final Path cache;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final Map<String, Path> jars = new ConcurrentHashMap<>();
    private final Set<String> archiving = ConcurrentHashMap.newKeySet();

    /**
     * @param cache folder for what is derived from images; may be deleted while nothing runs
     */
    JavaImages(Path cache) { this.cache = cache; }

    /**
     * @param image     the jar
     * @param heapMiB   largest heap in MiB
     * @param options   further options of the Java runtime
     * @param arguments arguments of the program
     */
    Start start(LocalImage.Jar image, int heapMiB, List<String> options, List<String> arguments) {
        String name = image.digest().substring("sha256:".length());
        boolean again = Files.exists(cache.resolve(name));
        Path jar = jars.computeIfAbsent(name, n -> unpacked(image.jar(), cache.resolve(n)));
        Path archive = cache.resolve(name).resolve("classes-" + Runtime.version() + ".jsa");
        // Tasks are many and short-lived here: a small collector, and the compiler that is quick rather than thorough.
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-Xmx" + heapMiB + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        command.addAll(options);
        Path draft = archive.resolveSibling(UUID.randomUUID() + ".jsa");
        boolean archives = again && !Files.exists(archive) && archiving.add(name);
        if (archives) command.add("-XX:ArchiveClassesAtExit=" + draft);
        else if (Files.exists(archive)) command.add("-XX:SharedArchiveFile=" + archive);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return new Start(command, code -> {
            if (archives) keep(name, draft, archive, code);
        });
    }

    /** An archive is complete if the runtime came to its orderly end; one that was killed may have left half a file. */
    private void keep(String name, Path draft, Path archive, int exitCode) {
        try {
            if ((exitCode == 0 || exitCode == TERMINATED) && Files.exists(draft))
                Files.move(draft, archive,
                        StandardCopyOption.ATOMIC_MOVE);
            else
                Files.deleteIfExists(draft);
        } catch (IOException e) {
            LOG.warn("class archive was not kept image={} cause={}", name, e.getMessage());
        } finally {
            archiving.remove(name);
        }
    }

    private Path unpacked(Path jar, Path folder) {
        Path unpacked = folder.resolve("app").resolve(jar.getFileName());
        try {
            Files.createDirectories(folder);
            if (!isBoot(jar)) return jar;
            if (Files.exists(unpacked)) return unpacked;
            Path draft = folder.resolve("unpacking");
            Process tool = new ProcessBuilder(java.toString(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                    "--destination",
                    draft.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!tool.waitFor(1, TimeUnit.MINUTES)) tool.destroyForcibly().waitFor();
            if (tool.exitValue() != 0 || !Files.exists(draft.resolve(jar.getFileName()))) {
                LOG.warn("jar starts packed because it could not be unpacked jar={} exit={}", jar, tool.exitValue());
                return jar;
            }
            Files.move(draft, folder.resolve("app"), StandardCopyOption.ATOMIC_MOVE);
            return unpacked;
        } catch (IOException e) {
            LOG.warn("jar starts packed because it could not be unpacked jar={} cause={}", jar, e.getMessage());
            return jar;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return jar;
        }
    }

    private static boolean isBoot(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue("Spring-Boot-Version") != null;
        }
    }
}
