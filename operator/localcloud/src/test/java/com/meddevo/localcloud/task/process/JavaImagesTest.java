package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.registry.LocalImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaImagesTest {
    /** Does what a Spring Boot jar does in the mode "tools": puts itself into the destination. */
    private static final String BOOT = """
            import java.nio.file.*;
            class Boot {
                public static void main(String[] args) throws Exception {
                    if (!"tools".equals(System.getProperty("jarmode"))) return;
                    Path jar = Path.of(Boot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
                    Path destination = Files.createDirectories(Path.of(args[args.length - 1]));
                    Files.copy(jar, destination.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            """;
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final Map<String, String> MADE_BY_BOOT = Map.of("Spring-Boot-Version", "4.1.2");
    @TempDir
    Path temp;

    @Test
    void a_spring_boot_jar_is_started_unpacked() throws IOException {
        // given
        Path jar = JarOfTest.compile(temp, "Boot", BOOT, MADE_BY_BOOT);

        // when
        Start start = start(jar);

        // then
        assertThat(start.command()).contains(temp.resolve("cache/" + "a".repeat(64) + "/app/Boot.jar").toString());
        assertThat(temp.resolve("cache/" + "a".repeat(64) + "/app/Boot.jar")).exists();
    }

    @Test
    void a_jar_that_cannot_be_unpacked_is_started_as_it_is() throws IOException {
        // given
        Path jar = JarOfTest.compile(temp, "Broken", "class Broken { public static void main(String[] args) { System.exit(1); } }",
                MADE_BY_BOOT);

        // when
        Start start = start(jar);

        // then
        assertThat(start.command()).endsWith("-jar", jar.toString(), "--argument");
    }

    @Test
    void heap_and_options_come_before_the_jar() throws IOException {
        // given
        Path jar = JarOfTest.compile(temp, "Plain", "class Plain { public static void main(String[] args) { } }");

        // when
        Start start = start(jar);

        // then
        assertThat(start.command()).contains("-Xmx100m").containsSubsequence("-Dx=y", "-jar", jar.toString(), "--argument");
        assertThat(temp.resolve("cache/" + "a".repeat(64) + "/app")).doesNotExist();
    }

    private Start start(Path jar) {
        return new JavaImages(temp.resolve("cache")).start(new LocalImage.Jar(DIGEST, jar), 100, List.of("-Dx=y"), List.of("--argument"));
    }
}
