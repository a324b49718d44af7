package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.FileArea.Access;
import com.meddevo.fleet.FileArea.Owner;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.CreateAccessPointRequest;
import software.amazon.awssdk.services.efs.model.Tag;

/** A service that runs already and keeps files becomes an app; over the wire, as whoever adopts has it. */
class AdoptFilesTest {
    private static final FileArea BLOBS = new FileArea("blobs", "/files/blobs", "/blobs", Access.READ_WRITE, new Owner(1500, 1600, "770"));

    private final World world = World.over(World.Transport.WIRE);
    private final ByHand byHand = new ByHand(world);
    private final EfsClient efs = world.account.client(EfsClient.class);

    @AfterEach
    void close() { world.close(); }

    private String fileSystem() { return world.environment.files().orElseThrow().fileSystemId(); }

    /** One that can be mounted: as a spec would have it, but for what is changed. */
    private String accessPoint(UnaryOperator<CreateAccessPointRequest.Builder> change) {
        String id = efs.createAccessPoint(change.apply(CreateAccessPointRequest.builder().clientToken("by-hand").fileSystemId(fileSystem())
                .posixUser(user -> user.uid(1500L).gid(1600L)).rootDirectory(root -> root.path("/blobs")
                        .creationInfo(info -> info.ownerUid(1500L).ownerGid(1600L).permissions("770"))))
                .build()).accessPointId();
        world.rest();
        return id;
    }

    private Volume volume(String name, Consumer<EFSVolumeConfiguration.Builder> change) {
        var efsVolume = EFSVolumeConfiguration.builder().fileSystemId(fileSystem()).transitEncryption("ENABLED");
        change.accept(efsVolume);
        return Volume.builder().name(name).efsVolumeConfiguration(efsVolume.build()).build();
    }

    private Volume through(String accessPoint) { return through("files-blobs", accessPoint); }

    private Volume through(String name, String accessPoint) {
        return volume(name, one -> one.authorizationConfig(by -> by.accessPointId(accessPoint).iam("ENABLED")));
    }

    private void mounts(Volume volume, MountPoint... mounts) {
        byHand.make(task -> with(task, container -> container.mountPoints(mounts)).volumes(volume), UnaryOperator.identity());
    }

    private void mounts(Volume volume) { mounts(volume, mount(volume, "/files/blobs")); }

    private static MountPoint mount(Volume volume, String path) {
        return MountPoint.builder().sourceVolume(volume.name()).containerPath(path).readOnly(false).build();
    }

    private static RegisterTaskDefinitionRequest.Builder with(RegisterTaskDefinitionRequest.Builder task,
            UnaryOperator<ContainerDefinition.Builder> change) {
        return task.containerDefinitions(change.apply(task.build().containerDefinitions().getFirst().toBuilder()).build());
    }

    @Test
    void a_folder_that_a_spec_would_mount_like_this_is_said_and_the_first_plan_is_empty() {
        mounts(through(accessPoint(UnaryOperator.identity())));

        assertThat(byHand.found().app().task().files()).containsExactly(BLOBS);
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void it_is_the_same_when_it_is_repeated() {
        mounts(through(accessPoint(UnaryOperator.identity())));
        world.aws().adopt(byHand.found());
        world.rest();
        world.restart();

        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
    }

    @Test
    void what_may_only_be_read_is_said_so_beside_the_empty_volume_of_a_read_only_root() {
        var volume = through(accessPoint(UnaryOperator.identity()));
        byHand.make(task -> with(task, container -> container.readonlyRootFilesystem(true).mountPoints(
                MountPoint.builder().sourceVolume("tmp").containerPath("/tmp").readOnly(false).build(),
                mount(volume, "/files/blobs").toBuilder().readOnly(true).build())).volumes(volume, Volume.builder().name("tmp").build()),
                UnaryOperator.identity());

        assertThat(byHand.found().app().task().files()).extracting(FileArea::access).containsExactly(Access.READ_ONLY);
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
    }

    @Test
    void a_volume_of_another_name_is_renamed_in_one_deployment_that_is_told() {
        mounts(through("Blob_Store1", accessPoint(UnaryOperator.identity())));

        assertThat(byHand.found().app().task().files()).extracting(FileArea::name).containsExactly("blob-store1");
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).contains("the task definition's containers[legacy].mounts[/files/blobs].volume:"
                + " \"Blob_Store1\" -> \"files-blob-store1\" (a rolling deployment)");
    }

    @Test
    void a_folder_that_would_have_been_made_for_somebody_else_gets_an_access_point_of_the_apps_own() {
        mounts(through(accessPoint(point -> point.rootDirectory(root -> root.path("/blobs")
                .creationInfo(info -> info.ownerUid(1L).ownerGid(1L).permissions("755"))))));

        assertThat(byHand.found().app().task().files()).containsExactly(
                new FileArea("blobs", "/files/blobs", "/blobs", Access.READ_WRITE, new Owner(1500, 1600, "755")));
        assertThat(byHand.found().unsaid()).singleElement().asString().startsWith("as whose fsap-")
                .endsWith(" would make the folder /blobs: the app gets an access point of its own to it");
        assertThat(byHand.differencesAfterAdopting()).anySatisfy(line -> assertThat(line).startsWith("create access-point/legacy/blobs-"));
    }

    @Test
    void an_access_point_of_another_app_stays_its_own() {
        String point = accessPoint(one -> one.tags(Tag.builder().key("meddevo:environment").value("local").build(),
                Tag.builder().key("meddevo:app").value("trail").build()));
        mounts(through(point));

        assertThat(byHand.found().unsaid()).containsExactly(
                "the access point " + point + " of app trail of environment local: the app gets one of its own to the folder /blobs");
        assertThat(byHand.differencesAfterAdopting()).anySatisfy(line -> assertThat(line).startsWith("create access-point/legacy/blobs-"));
    }

    @Test
    void a_mount_without_the_roles_rights_is_told_since_a_specs_needs_them() {
        String point = accessPoint(UnaryOperator.identity());
        mounts(volume("files-blobs", one -> one.authorizationConfig(by -> by.accessPointId(point).iam("DISABLED"))));

        assertThat(byHand.found().app().task().files()).containsExactly(BLOBS);
        assertThat(byHand.found().unsaid()).singleElement().asString().startsWith("that /files/blobs is mounted without IAM")
                .contains("elasticfilesystem:ClientMount");
    }

    @Test
    void what_is_mounted_without_an_access_point_has_neither_folder_nor_user_that_a_spec_could_say() {
        mounts(volume("files-blobs", one -> one.rootDirectory("/blobs")));

        assertThat(byHand.found().app().task().files()).isEmpty();
        assertThat(byHand.found().unsaid()).containsExactly(
                "what is mounted at /files/blobs: it is mounted without an access point, which would say folder and user");
    }

    @Test
    void an_access_point_to_the_whole_file_system_is_none_that_a_spec_could_ask_for() {
        String point = accessPoint(one -> one.rootDirectory(root -> root.path("/")));
        mounts(through(point));

        assertThat(byHand.found().unsaid()).singleElement().asString()
                .contains("its access point " + point + " leads to /, and a spec's folder is");
    }

    @Test
    void whoever_is_nobody_root_or_in_several_groups_cannot_be_said() {
        String nobody = accessPoint(one -> one.clientToken("nobody").posixUser((software.amazon.awssdk.services.efs.model.PosixUser) null));
        String root = accessPoint(one -> one.clientToken("root").posixUser(user -> user.uid(0L).gid(0L)));
        String groups = accessPoint(one -> one.clientToken("groups").posixUser(user -> user.uid(1L).gid(1L).secondaryGids(5L)));
        var volumes = List.of(through("nobody", nobody), through("root", root), through("groups", groups));
        byHand.make(
                task -> with(task, container -> container.mountPoints(volumes.stream().map(one -> mount(one, "/" + one.name())).toList()))
                        .volumes(volumes),
                UnaryOperator.identity());

        assertThat(byHand.found().app().task().files()).isEmpty();
        assertThat(byHand.found().unsaid()).containsExactly(
                "what is mounted at /nobody: its access point " + nobody
                        + " says no user, and a spec's folder has one, whoever the process is",
                "what is mounted at /root: its access point " + root + " works as 0:0, and a spec's user and group are not root",
                "what is mounted at /groups: its access point " + groups
                        + " works in the groups [5] too, and a spec's folder has one group");
    }

    @Test
    void a_volume_that_is_seen_twice_is_said_once() {
        var volume = through(accessPoint(UnaryOperator.identity()));
        mounts(volume, mount(volume, "/files/blobs"), mount(volume, "/again"));

        assertThat(byHand.found().app().task().files()).containsExactly(BLOBS);
        assertThat(byHand.found().unsaid()).containsExactly(
                "what is mounted at /again: its volume files-blobs gives no name for it that no other folder has");
    }

    @Test
    void an_environment_of_another_file_system_or_none_is_told() {
        mounts(through(accessPoint(UnaryOperator.identity())));
        String own = fileSystem();
        world.restart(environment -> environment.but().files(Optional.of(new Environment.Files("fs-0other", Optional.empty()))).build());
        var other = byHand.found().unsaid();
        world.restart(environment -> environment.but().files(Optional.empty()).build());

        assertThat(other).containsExactly("what is mounted at /files/blobs: it lies on the file system " + own
                + ", and environment local has fs-0other");
        assertThat(byHand.found().unsaid())
                .containsExactly("what is mounted at /files/blobs: environment local has no file system; add spec.files with "
                        + own + " to it first");
    }
}
