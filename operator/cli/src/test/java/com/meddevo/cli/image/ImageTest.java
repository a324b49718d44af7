package com.meddevo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ImageTest {
    private static final String MOVED = "The tag moved.";

    @BeforeEach
    void a_home_of_its_own(@TempDir Path home) { System.setProperty("meddevo.home", home.toString()); }

    @AfterEach
    void as_it_was() { System.clearProperty("meddevo.home"); }

    @Test
    void a_new_tag_is_told_with_its_digest() {
        var said = CommandLineCall.of("image", "push", "quality:1.0.0", "--command", "exit 0");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("quality:1.0.0 is sha256:").doesNotContain(MOVED);
    }

    @Test
    void whoever_moves_a_tag_hears_that_pinned_apps_stay_where_they_are() {
        CommandLineCall.of("image", "push", "quality:1.0.0", "--command", "exit 0");

        var said = CommandLineCall.of("image", "push", "quality:1.0.0", "--command", "exit 1");

        assertThat(said.out()).contains(MOVED, "give it another tag, or this digest", "quality:1.0.0 is sha256:");
    }

    @Test
    void the_same_content_once_more_moves_nothing() {
        CommandLineCall.of("image", "push", "quality:1.0.0", "--command", "exit 0");

        assertThat(CommandLineCall.of("image", "push", "quality:1.0.0", "--command", "exit 0").out()).doesNotContain(MOVED);
    }
}
