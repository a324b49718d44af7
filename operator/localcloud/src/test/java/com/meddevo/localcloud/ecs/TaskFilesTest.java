package com.meddevo.localcloud.ecs;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.efs.EfsClient;

class TaskFilesTest {

    private final Stage stage = Stage.set();
    private final EfsClient efs = stage.account.client(EfsClient.class);
    private final String fileSystem = stage.account.foundations("local", 8080).fileSystemId();

    private String point(String path, String token) {
        var id = efs
                .createAccessPoint(request -> request.fileSystemId(fileSystem).clientToken(token).rootDirectory(root -> root.path(path)))
                .accessPointId();
        stage.advance(Duration.ofSeconds(10));
        return id;
    }

    private static Volume volume(String name, UnaryOperator<EFSVolumeConfiguration.Builder> efs) {
        return Volume.builder().name(name).efsVolumeConfiguration(efs.apply(EFSVolumeConfiguration.builder()).build()).build();
    }

    private Volume through(String name, String accessPoint) {
        return volume(name, efsVolume -> efsVolume.fileSystemId(fileSystem).transitEncryption("ENABLED")
                .authorizationConfig(by -> by.accessPointId(accessPoint).iam("ENABLED")));
    }

    private String register(String family, boolean readOnly, Volume... volumes) {
        var container = ContainerDefinition.builder().name("app").image("web:1")
                .mountPoints(List.of(volumes).stream().map(volume -> software.amazon.awssdk.services.ecs.model.MountPoint.builder()
                        .sourceVolume(volume.name()).containerPath("/" + volume.name()).readOnly(readOnly).build()).toList())
                .build();
        return stage.ecs()
                .registerTaskDefinition(stage.definition(family, "web:1").volumes(volumes).containerDefinitions(container).build())
                .taskDefinition().taskDefinitionArn();
    }

    private void run(String service, boolean readOnly, Volume... volumes) {
        var arn = register(service, readOnly, volumes);
        stage.ecs().createService(stage.service(service, arn, 1).build());
        stage.advance(Duration.ofSeconds(20));
    }

    private List<Mount> mounts(String service) {
        return stage.simulation.tasks().launches().stream().filter(launch -> launch.service().equals(service)).findFirst().orElseThrow()
                .containers().stream().map(ContainerLaunch::mounts).findFirst().orElseThrow();
    }

    @Test
    void tasks_behind_two_access_points_to_one_path_see_the_same_files() {
        run("web", false, through("files", point("/blobs", "one")));
        run("render", true, through("originals", point("/blobs", "two")));

        assertThat(mounts("web")).containsExactly(new Mount("files", "/files", Optional.of(fileSystem + "/blobs"), false));
        assertThat(mounts("render")).containsExactly(new Mount("originals", "/originals", Optional.of(fileSystem + "/blobs"), true));
    }

    @Test
    void a_volume_without_files_is_the_tasks_own() {
        run("web", false, Volume.builder().name("scratch").build());

        assertThat(mounts("web")).containsExactly(new Mount("scratch", "/scratch", Optional.empty(), false));
    }

    @Test
    void a_task_whose_access_point_is_gone_ends_before_it_began() {
        var point = point("/blobs", "one");
        efs.deleteAccessPoint(request -> request.accessPointId(point));

        run("web", false, through("files", point));

        var stopped = stage.ecs().listTasks(request -> request.cluster("local").serviceName("web").desiredStatus(DesiredStatus.STOPPED));
        assertThat(stage.ecs().describeTasks(request -> request.cluster("local").tasks(stopped.taskArns())).tasks()).isNotEmpty()
                .allSatisfy(task -> assertThat(task.stoppedReason()).startsWith("ResourceInitializationError: failed to invoke EFS utils"));
    }

    /** Trap 18: the root directory comes back although nobody asked for it. */
    @Test
    @Tag("aws-3-task-definition")
    void the_root_directory_is_filled_in_and_an_access_point_takes_no_other() {
        var arn = register("web", false, through("files", "fsap-1"));

        assertThat(stage.ecs().describeTaskDefinition(request -> request.taskDefinition(arn)).taskDefinition().volumes().getFirst()
                .efsVolumeConfiguration().rootDirectory()).isEqualTo("/");
        assertThat(refused(() -> register("web", false, volume("files", one -> one.fileSystemId(fileSystem).rootDirectory("/x")
                .transitEncryption("ENABLED").authorizationConfig(by -> by.accessPointId("fsap-1").iam("ENABLED"))))))
                .contains("rootDirectory must be omitted");
    }

    @Test
    void whoever_mounts_with_rights_must_encrypt() {
        assertThat(refused(() -> register("web", false,
                volume("files", one -> one.fileSystemId(fileSystem).authorizationConfig(by -> by.iam("ENABLED"))))))
                .contains("transitEncryption must be enabled");
    }
}
