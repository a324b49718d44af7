package com.meddevo.localcloud.ecr;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;

class EcrTest {

    private final Stage stage = Stage.set();
    private final EcrClient ecr = stage.account.ecr();

    @Test
    void a_tag_stands_for_a_digest_and_can_move() {
        var first = stage.simulation.images().push("web", "1.0", "first", Simulation.START).digest();
        assertThat(digest("1.0")).isEqualTo(first);

        var second = stage.simulation.images().push("web", "1.0", "second", Simulation.START).digest();

        assertThat(digest("1.0")).isEqualTo(second).isNotEqualTo(first);
        assertThat(ecr.listImages(request -> request.repositoryName("web").filter(filter -> filter.tagStatus("UNTAGGED"))).imageIds())
                .singleElement()
                .satisfies(id -> assertThat(id.imageDigest()).isEqualTo(first));
        assertThat(ecr.describeRepositories().repositories()).singleElement()
                .satisfies(repository -> assertThat(repository.repositoryUri())
                        .isEqualTo("000000000000.dkr.ecr.eu-central-1.amazonaws.com/web"));
    }

    @Test
    void what_is_not_there_is_named() {
        stage.simulation.images().push("web", "1.0", "first", Simulation.START);

        assertThat(refused(() -> ecr.describeImages(request -> request.repositoryName("api")))).startsWith("RepositoryNotFoundException");
        assertThat(refused(() -> digest("9.9"))).startsWith("ImageNotFoundException").contains("imageTag:'9.9'");
        assertThat(ecr.batchGetImage(request -> request.repositoryName("web").imageIds(id -> id.imageTag("1.0"), id -> id.imageTag("9.9"))))
                .satisfies(answer -> assertThat(answer.images()).hasSize(1)).satisfies(answer -> assertThat(answer.failures()).hasSize(1));
    }

    @Test
    void all_tasks_of_a_revision_run_the_digest_that_the_tag_stood_for_when_it_began() {
        var first = stage.simulation.images().push("web", "latest", "first", Simulation.START).digest();
        stage.ecs().createService(
                stage.service("web", stage.registered("web", "000000000000.dkr.ecr.eu-central-1.amazonaws.com/web:latest"), 1).build());
        stage.advance(Duration.ofSeconds(30));
        stage.simulation.images().push("web", "latest", "second", Simulation.START);

        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(2));
        stage.advance(Duration.ofSeconds(30));

        var containers = stage.ecs().describeTasks(request -> request.cluster("local").tasks(stage.tasks("web"))).tasks().stream()
                .map(task -> task.containers().getFirst()).toList();
        assertThat(containers).hasSize(2).allSatisfy(container -> assertThat(container.imageDigest()).isEqualTo(first))
                .allSatisfy(container -> assertThat(container.image()).endsWith("/web:latest"));
    }

    @Test
    void the_images_of_a_list_go_only_after_the_list() {
        var list = stage.simulation.images().pushList("web", "1.0", List.of("arm", "intel"), Simulation.START);
        var part = list.holds().getFirst();

        var refused = delete(part);
        delete(list.digest());

        assertThat(refused.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.failureCodeAsString()).isEqualTo("ImageReferencedByManifestList"));
        assertThat(delete(part).imageIds()).singleElement().satisfies(id -> assertThat(id.imageDigest()).isEqualTo(part));
        assertThat(ecr.describeImages(request -> request.repositoryName("web")).imageDetails()).hasSize(1);
    }

    /** §4.30. */
    @Test
    void an_image_goes_with_its_last_tag() {
        stage.simulation.images().push("web", "1.0", "same", Simulation.START);
        stage.simulation.images().push("web", "latest", "same", Simulation.START);

        ecr.batchDeleteImage(request -> request.repositoryName("web").imageIds(id -> id.imageTag("1.0")));
        assertThat(ecr.describeImages(request -> request.repositoryName("web")).imageDetails()).hasSize(1);
        ecr.batchDeleteImage(request -> request.repositoryName("web").imageIds(id -> id.imageTag("latest")));

        assertThat(ecr.describeImages(request -> request.repositoryName("web")).imageDetails()).isEmpty();
    }

    @Test
    void a_repository_that_a_push_created_has_ecr_s_defaults_and_takes_settings() {
        stage.simulation.images().push("web", "1.0", "first", Simulation.START);

        ecr.putImageScanningConfiguration(
                request -> request.repositoryName("web").imageScanningConfiguration(scan -> scan.scanOnPush(true)));
        ecr.putImageTagMutability(request -> request.repositoryName("web").imageTagMutability("IMMUTABLE_WITH_EXCLUSION")
                .imageTagMutabilityExclusionFilters(filter -> filter.filterType("WILDCARD").filter("develop*")));
        ecr.setRepositoryPolicy(request -> request.repositoryName("web").policyText("{\"Statement\":[]}"));

        var web = ecr.describeRepositories(request -> request.repositoryNames("web")).repositories().getFirst();
        assertThat(web.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(web.imageTagMutabilityAsString()).isEqualTo("IMMUTABLE_WITH_EXCLUSION");
        assertThat(web.encryptionConfiguration().encryptionTypeAsString()).isEqualTo("AES256");
        assertThat(ecr.getRepositoryPolicy(request -> request.repositoryName("web")).policyText()).isEqualTo("{\"Statement\":[]}");
        assertThat(refused(() -> ecr.createRepository(request -> request.repositoryName("web"))))
                .startsWith("RepositoryAlreadyExistsException");
    }

    @Test
    void what_is_not_set_is_refused_by_name() {
        ecr.createRepository(request -> request.repositoryName("empty"));

        assertThat(refused(() -> ecr.getRepositoryPolicy(request -> request.repositoryName("empty"))))
                .startsWith("RepositoryPolicyNotFoundException");
        assertThat(refused(() -> ecr.getLifecyclePolicy(request -> request.repositoryName("empty"))))
                .startsWith("LifecyclePolicyNotFoundException");
        assertThat(refused(() -> ecr.putImageTagMutability(
                request -> request.repositoryName("empty").imageTagMutability("IMMUTABLE_WITH_EXCLUSION"))))
                .startsWith("InvalidParameterException");
        assertThat(refused(() -> ecr.createRepository(request -> request.repositoryName("Not-A-Name"))))
                .startsWith("InvalidParameterException");
    }

    private BatchDeleteImageResponse delete(String digest) {
        return ecr.batchDeleteImage(request -> request.repositoryName("web").imageIds(id -> id.imageDigest(digest)));
    }

    private String digest(String tag) {
        return ecr.describeImages(request -> request.repositoryName("web").imageIds(id -> id.imageTag(tag))).imageDetails().getFirst()
                .imageDigest();
    }
}
