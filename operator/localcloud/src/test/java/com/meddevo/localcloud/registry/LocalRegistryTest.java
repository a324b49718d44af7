package com.meddevo.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRegistryTest {
    @TempDir
    Path temp;
    private LocalRegistry registry;

    @BeforeEach
    void open() { registry = new LocalRegistry(temp.resolve("registry")); }

    @Test
    void a_pushed_jar_is_found_by_tag_and_by_digest() throws IOException {
        // when
        ImageDetail pushed = registry.pushJar("techdoc", "1.0", jar("content"));

        // then
        assertThat(registry.find("techdoc", "1.0")).hasValue(pushed);
        assertThat(registry.find("techdoc", pushed.digest())).hasValue(pushed);
        assertThat(pushed.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(pushed.tags()).containsExactly("1.0");
        assertThat(pushed.sizeBytes()).isEqualTo("content".length());
    }

    @Test
    void a_runtime_gets_the_jar_or_the_command() throws IOException {
        // given
        registry.pushJar("team/techdoc", "1.0", jar("content"));
        ImageDetail crash = registry.pushCommand("team/techdoc", "crash", "exit 1");

        // when
        Optional<LocalImage> jar = registry.image(ImageReference.parse("111122223333.dkr.ecr.eu-central-1.amazonaws.com/team/techdoc:1.0"));
        Optional<LocalImage> command = registry.image(ImageReference.parse("team/techdoc@" + crash.digest()));

        // then
        assertThat(jar).hasValueSatisfying(image -> assertThat(((LocalImage.Jar) image).jar()).hasContent("content"));
        assertThat(command).hasValue(new LocalImage.Command(crash.digest(), "exit 1"));
    }

    @Test
    void a_deleted_image_is_gone_with_its_tags_and_leaves_nothing_behind() throws IOException {
        // given
        ImageDetail gone = registry.pushJar("techdoc", "1.0", jar("content"));
        ImageDetail stays = registry.pushCommand("techdoc", "1.1", "exit 1");

        // when
        registry.delete("techdoc", gone.digest());
        registry.delete("techdoc", gone.digest());

        // then
        assertThat(registry.list("techdoc")).containsExactly(stays);
        assertThat(registry.find("techdoc", "1.0")).isEmpty();
        assertThat(files()).noneMatch(file -> file.toString().contains(".delete-"));
    }

    @Test
    void an_image_that_loses_its_tag_is_found_by_its_digest() throws IOException {
        // given
        ImageDetail image = registry.pushJar("techdoc", "1.0", jar("content"));

        // when
        registry.untag("techdoc", "1.0");

        // then
        assertThat(registry.find("techdoc", image.digest())).hasValueSatisfying(found -> assertThat(found.tags()).isEmpty());
    }

    @Test
    void pushing_the_same_content_again_changes_nothing() throws IOException {
        // given
        ImageDetail first = registry.pushJar("techdoc", "1.0", jar("content"));
        List<Path> before = files();

        // when
        ImageDetail second = registry.pushJar("techdoc", "1.0", jar("content"));

        // then
        assertThat(second).isEqualTo(first);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_moved_tag_leaves_the_image_it_stood_for_untagged() {
        // given
        ImageDetail old = registry.pushCommand("techdoc", "latest", "sleep 1");

        // when
        ImageDetail moved = registry.pushCommand("techdoc", "latest", "sleep 2");

        // then
        assertThat(registry.find("techdoc", "latest")).hasValue(moved);
        assertThat(registry.find("techdoc", old.digest())).hasValueSatisfying(image -> assertThat(image.tags()).isEmpty());
        assertThat(registry.list("techdoc")).extracting(ImageDetail::digest).containsExactlyInAnyOrder(old.digest(), moved.digest());
    }

    @Test
    void one_image_can_have_several_tags() {
        // given
        registry.pushCommand("techdoc", "1.0", "sleep 1");

        // when
        ImageDetail image = registry.pushCommand("techdoc", "latest", "sleep 1");

        // then
        assertThat(image.tags()).isEqualTo(Set.of("1.0", "latest"));
        assertThat(registry.list("techdoc")).hasSize(1);
    }

    @Test
    void repositories_are_listed_by_name_also_nested_ones() {
        // when
        registry.pushCommand("team/techdoc", "1", "true");
        registry.pushCommand("render", "1", "true");
        registry.pushCommand("team", "1", "true");

        // then
        assertThat(registry.repositories()).containsExactly("render", "team", "team/techdoc");
    }

    @Test
    void what_nobody_pushed_is_not_there() {
        assertThat(registry.repositories()).isEmpty();
        assertThat(registry.list("techdoc")).isEmpty();
        assertThat(registry.find("techdoc", "1.0")).isEmpty();
        assertThat(registry.find("../techdoc", "1.0")).isEmpty();
        assertThat(registry.find("techdoc", "sha256:" + "0".repeat(64))).isEmpty();
        assertThat(registry.image(new ImageReference("techdoc", "../../x"))).isEmpty();
    }

    @Test
    void names_that_ecr_refuses_are_refused() {
        assertThatThrownBy(() -> registry.pushCommand("../x", "1", "true")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../x'");
        assertThatThrownBy(() -> registry.pushCommand("x", "a/b", "true")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a/b'");
        assertThatThrownBy(() -> registry.pushCommand("x", "1", " ")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> registry.pushJar("x", "1", temp.resolve("no.jar"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.jar");
    }

    @Test
    void two_registries_on_one_folder_can_push_at_once() {
        // given
        LocalRegistry other = new LocalRegistry(registry.folder());

        // when
        List<CompletableFuture<ImageDetail>> pushes = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture
                        .supplyAsync(() -> (i % 2 == 0 ? registry : other).pushCommand("techdoc", "tag-" + i % 5, "run " + i % 4)))
                .toList();
        pushes.forEach(CompletableFuture::join);

        // then
        assertThat(registry.list("techdoc")).hasSize(4);
        assertThat(registry.list("techdoc").stream().flatMap(image -> image.tags().stream())).containsExactlyInAnyOrder("tag-0", "tag-1",
                "tag-2", "tag-3",
                "tag-4");
        assertThat(files()).noneMatch(path -> path.toString().contains(".push-"));
    }

    @Test
    void references_are_read_as_container_engines_read_them() {
        assertThat(ImageReference.parse("techdoc")).isEqualTo(new ImageReference("techdoc", "latest"));
        assertThat(ImageReference.parse("team/techdoc:1")).isEqualTo(new ImageReference("team/techdoc", "1"));
        assertThat(ImageReference.parse("localhost/techdoc:1")).isEqualTo(new ImageReference("techdoc", "1"));
        assertThat(ImageReference.parse("registry:5000/techdoc:1@sha256:ab")).isEqualTo(new ImageReference("techdoc", "sha256:ab"));
        assertThatThrownBy(() -> ImageReference.parse(":1")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repository:tag");
    }

    private Path jar(String content) throws IOException { return Files.writeString(temp.resolve("app.jar"), content); }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(registry.folder())) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
