package com.meddevo.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltImagesTest {
    @TempDir
    private Path root;
    private BuiltImages images;

    @BeforeEach
    void a_checkout_with_one_service() throws IOException {
        Path app = Files.createDirectories(root.resolve("apps/techdoc"));
        Files.writeString(app.resolve("app.yaml"), """
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: techdoc, namespace: documentation}
                spec:
                  environment: local
                  image: {repository: techdoc, tag: latest}
                  scale: {replicas: 1}
                """);
        build("as it was");
        images = new BuiltImages(new Workspace(root, root.resolve(".meddevo")));
    }

    @Test
    void a_service_that_was_built_anew_is_applied_with_its_new_digest_under_the_same_tag() throws IOException {
        var before = images.push().getFirst();
        build("with a change");

        var after = images.push().getFirst();

        assertThat(after.name()).isEqualTo("techdoc");
        assertThat(after.app().at("/spec/image/tag").asText()).isEqualTo("latest");
        assertThat(digest(after)).startsWith("sha256:").isNotEqualTo(digest(before));
        assertThat(after.app().at("/spec/scale/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void a_service_that_did_not_change_keeps_its_digest_and_is_not_deployed_anew() throws IOException {
        var before = images.push().getFirst();
        build("as it was");

        assertThat(digest(images.push().getFirst())).isEqualTo(digest(before));
    }

    private static String digest(BuiltImages.Built built) { return built.app().at("/spec/image/digest").asText(); }

    private void build(String content) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("apps/techdoc/target")).resolve("techdoc.jar"), content);
    }
}
