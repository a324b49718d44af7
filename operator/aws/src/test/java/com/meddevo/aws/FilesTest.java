package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.accesspoint.AccessPoint;
import com.meddevo.aws.securitygrouprule.SecurityGroupRule;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.FileArea.Access;
import com.meddevo.fleet.FileArea.Owner;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Change;
import com.meddevo.plan.Kept;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;

/** Files that outlive tasks, and that apps share. */
class FilesTest {
    private static final Owner OWNER = new Owner(1000, 1000, "750");
    private static final FileArea BLOBS = new FileArea("blobs", "/files/blobs", "/blobs", Access.READ_WRITE, OWNER);
    private static final FileArea READ = new FileArea("originals", "/originals", "/blobs", Access.READ_ONLY, OWNER);

    private final World world = World.inProcess();
    private final EfsClient efs = world.account.client(EfsClient.class);

    @AfterEach
    void close() { world.close(); }

    private List<AccessPointDescription> points() {
        return efs.describeAccessPoints(request -> request.fileSystemId(world.environment.files().orElseThrow().fileSystemId()))
                .accessPoints();
    }

    private <S extends ResourceState> List<S> observed(Class<S> type) {
        return world.sweep().snapshot().resources().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private software.amazon.awssdk.services.ecs.model.TaskDefinition running(AppSpec app) {
        var service = world.account.ecs().describeServices(request -> request.cluster("local").services(app.name())).services().getFirst();
        return world.account.ecs().describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition())).taskDefinition();
    }

    @Test
    void an_area_is_mounted_by_its_access_point_with_tls_and_the_tasks_own_rights() {
        var app = Specs.files(world.app("techdoc"), BLOBS);

        world.wants(app).settle();

        var definition = running(app);
        assertThat(definition.volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.name()).isEqualTo("files-blobs");
            var mounted = volume.efsVolumeConfiguration();
            assertThat(mounted.transitEncryption()).isEqualTo(EFSTransitEncryption.ENABLED);
            assertThat(mounted.authorizationConfig().iam()).isEqualTo(EFSAuthorizationConfigIAM.ENABLED);
            assertThat(mounted.authorizationConfig().accessPointId()).isEqualTo(points().getFirst().accessPointId());
        });
        assertThat(definition.containerDefinitions().getFirst().mountPoints()).singleElement().satisfies(mount -> {
            assertThat(mount.containerPath()).isEqualTo("/files/blobs");
            assertThat(mount.readOnly()).isFalse();
        });
    }

    @Test
    void apps_that_name_one_path_share_the_folder_by_access_points_of_their_own() {
        var reader = Specs.files(world.app("render"), READ);

        world.wants(Specs.files(world.app("techdoc"), BLOBS), reader).settle();

        assertThat(points()).hasSize(2).allSatisfy(point -> assertThat(point.rootDirectory().path()).isEqualTo("/blobs"));
        assertThat(running(reader).containerDefinitions().getFirst().mountPoints().getFirst().readOnly()).isTrue();
    }

    /** The desired state knows identities and no ids, so an operator that remembers nothing finds the same. */
    @Test
    void another_operator_finds_nothing_to_do_and_asks_once() {
        world.wants(Specs.files(world.app("techdoc"), BLOBS)).settle();

        world.restart();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void an_access_point_that_somebody_deleted_comes_again_and_a_new_revision_mounts_it() {
        var app = Specs.files(world.app("techdoc"), BLOBS);
        world.wants(app).settle();
        var before = points().getFirst().accessPointId();
        efs.deleteAccessPoint(request -> request.accessPointId(before));
        world.simulation.advance(Duration.ofMinutes(1));

        world.settle();

        var mounted = running(app).volumes().getFirst().efsVolumeConfiguration().authorizationConfig().accessPointId();
        assertThat(mounted).isNotEqualTo(before).isEqualTo(points().getFirst().accessPointId());
    }

    /** AWS#31: nothing mounts an access point that EFS is still making. */
    @Test
    void the_service_is_made_when_its_access_point_is_available() {
        world.wants(Specs.files(world.app("techdoc"), BLOBS));

        world.apply();

        assertThat(points()).singleElement().satisfies(point -> assertThat(point.lifeCycleStateAsString()).isEqualTo("creating"));
        assertThat(world.account.ecs().listServices(request -> request.cluster("local")).serviceArns()).isEmpty();
    }

    @Test
    void what_a_kept_revision_mounts_stays_as_long_as_it_does() {
        var app = Specs.files(world.app("techdoc"), BLOBS);
        world.wants(app).settle();

        world.wants(Specs.files(app)).settle();

        assertThat(points()).hasSize(1);
        assertThat(world.plan().kept()).filteredOn(kept -> kept.id().kind().equals("access-point")).extracting(Kept::because)
                .singleElement().asString().startsWith("still used by task-definition/techdoc/");
    }

    @Test
    void an_app_that_leaves_takes_its_access_point_and_no_other() {
        var app = Specs.files(world.app("techdoc"), BLOBS);
        world.wants(app, Specs.files(world.app("render"), READ)).settle();

        world.has(new Member.Leaving(app.key(), Member.Deletion.DELETE), new Member.Wanted(Specs.files(world.app("render"), READ)))
                .settle();

        assertThat(observed(AccessPoint.class)).extracting(point -> point.id().app()).containsExactly("render");
    }

    @Test
    void an_app_that_is_retained_keeps_its_access_point() {
        var app = Specs.files(world.app("techdoc"), BLOBS);
        world.wants(app).settle();

        world.has(new Member.Leaving(app.key(), Member.Deletion.RETAIN)).settle();

        assertThat(points()).hasSize(1);
    }

    @Test
    void whoever_says_where_an_app_may_connect_to_lets_it_reach_its_files_too() {
        world.wants(Specs.egress(Specs.files(world.app("techdoc"), BLOBS))).settle();

        assertThat(observed(SecurityGroupRule.class)).singleElement().satisfies(rule -> {
            assertThat(rule.egress()).isTrue();
            assertThat(rule.address()).isEqualTo(world.environment.files().flatMap(Environment.Files::securityGroupId));
            assertThat(rule.traffic()).isEqualTo(new SecurityGroupRule.Traffic("tcp", 2049, 2049));
        });
    }

    /** The reads of a settled sweep are budgeted; those who share no files do not pay for those who do. */
    @Test
    void efs_is_not_asked_while_nobody_uses_files() {
        world.wants(world.app("techdoc")).settle();
        world.account.calls().clear();

        world.sweep();

        assertThat(world.account.calls().calls()).noneMatch(call -> call.action().startsWith("elasticfilesystem:"));
    }

    @Test
    void an_environment_without_a_file_system_blocks_whoever_wants_files() {
        world.restart(environment -> environment.but().files(Optional.empty()).build());
        world.wants(Specs.files(world.app("techdoc"), BLOBS));

        assertThat(world.plan().blocked()).filteredOn(blocked -> blocked.id().kind().equals("access-point")).singleElement()
                .extracting(Change.Blocked::because).asString().contains("no file system").contains("spec.files");
        assertThat(world.plan().blocked()).extracting(blocked -> blocked.id().kind()).contains("task-definition", "service");
    }

}
