package com.meddevo.localcloud.efs;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.localcloud.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.CreateAccessPointRequest;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

class FileSystemsTest {

    private final Simulation simulation = Simulation.start();
    private final EfsClient efs = simulation.account().client(EfsClient.class);

    private String available() {
        var id = efs.createFileSystem(request -> request.creationToken("files").encrypted(true)).fileSystemId();
        simulation.advance(Duration.ofSeconds(10));
        return id;
    }

    private static CreateAccessPointRequest point(String fileSystem, String token) {
        return CreateAccessPointRequest.builder().fileSystemId(fileSystem).clientToken(token).posixUser(user -> user.uid(1000L).gid(1000L))
                .rootDirectory(root -> root.path("/blobs").creationInfo(info -> info.ownerUid(1000L).ownerGid(1000L).permissions("750")))
                .tags(tag -> tag.key("Name").value("blobs")).build();
    }

    @Test
    @Tag("aws-31")
    void an_access_point_needs_a_file_system_that_is_available() {
        var id = efs.createFileSystem(request -> request.creationToken("files")).fileSystemId();

        assertThat(refused(() -> efs.createAccessPoint(point(id, "one")))).startsWith("IncorrectFileSystemLifeCycleState");
        assertThat(refused(() -> efs.createAccessPoint(point("fs-none", "one")))).startsWith("FileSystemNotFound");
        simulation.advance(Duration.ofSeconds(10));

        var created = efs.createAccessPoint(point(id, "one"));
        assertThat(created).returns(LifeCycleState.CREATING, one -> one.lifeCycleState()).returns("one", one -> one.clientToken())
                .returns("blobs", one -> one.name());
        simulation.advance(Duration.ofSeconds(10));
        assertThat(efs.describeAccessPoints(request -> request.fileSystemId(id)).accessPoints()).first()
                .returns(LifeCycleState.AVAILABLE, one -> one.lifeCycleState()).returns("/blobs", one -> one.rootDirectory().path());
    }

    @Test
    @Tag("aws-31")
    void the_same_token_is_refused_with_the_id_of_what_there_is() {
        var id = available();
        var first = efs.createAccessPoint(point(id, "one")).accessPointId();

        var refusal = catchThrowableOfType(AccessPointAlreadyExistsException.class, () -> efs.createAccessPoint(point(id, "one")));

        assertThat(refusal.accessPointId()).isEqualTo(first);
        assertThat(efs.describeAccessPoints(request -> request.fileSystemId(id)).accessPoints()).hasSize(1);
    }

    @Test
    @Tag("aws-31")
    void an_access_point_goes_after_a_while() {
        var id = available();
        var point = efs.createAccessPoint(point(id, "one")).accessPointId();
        simulation.advance(Duration.ofSeconds(10));

        efs.deleteAccessPoint(request -> request.accessPointId(point));

        assertThat(efs.describeAccessPoints(request -> request.accessPointId(point)).accessPoints()).first()
                .returns(LifeCycleState.DELETING, one -> one.lifeCycleState());
        simulation.advance(Duration.ofSeconds(10));
        assertThat(refused(() -> efs.describeAccessPoints(request -> request.accessPointId(point)))).startsWith("AccessPointNotFound");
        assertThat(refused(() -> efs.deleteAccessPoint(request -> request.accessPointId(point)))).startsWith("AccessPointNotFound");
        assertThat(efs.createAccessPoint(point(id, "one")).accessPointId()).isNotEqualTo(point);
    }

    @Test
    void what_nobody_says_is_filled_in() {
        var id = available();

        var plain = efs.createAccessPoint(request -> request.fileSystemId(id).clientToken("plain"));

        assertThat(plain.rootDirectory().path()).isEqualTo("/");
        assertThat(efs.describeFileSystems(request -> request.fileSystemId(id)).fileSystems()).first()
                .returns("bursting", one -> one.throughputModeAsString()).returns("generalPurpose", one -> one.performanceModeAsString());
    }

    @Test
    void access_points_carry_their_tags_and_come_in_pages() {
        var id = available();
        for (var number = 0; number < 5; number++) {
            efs.createAccessPoint(point(id, "token-" + number));
        }
        var point = efs.describeAccessPoints(request -> request.fileSystemId(id)).accessPoints().getFirst().accessPointId();

        efs.tagResource(request -> request.resourceId(point).tags(tag -> tag.key("team").value("docs")));
        efs.untagResource(request -> request.resourceId(point).tagKeys("Name"));

        assertThat(efs.describeAccessPoints(request -> request.accessPointId(point)).accessPoints().getFirst().tags()).extracting("key")
                .containsExactly("team");
        assertThat(efs.describeAccessPoints(request -> request.fileSystemId(id).maxResults(2)).accessPoints()).hasSize(2);
        assertThat(efs.describeAccessPointsPaginator(request -> request.fileSystemId(id).maxResults(2)).stream()
                .flatMap(page -> page.accessPoints().stream())).hasSize(5);
    }

    @Test
    void what_is_written_down_comes_back() {
        var id = available();
        var point = efs.createAccessPoint(point(id, "one")).accessPointId();

        var later = Simulation.start();
        later.account().restore(simulation.account().save());

        assertThat(later.account().client(EfsClient.class).describeAccessPoints(request -> request.accessPointId(point)).accessPoints())
                .first().returns(id, one -> one.fileSystemId()).returns(LifeCycleState.AVAILABLE, one -> one.lifeCycleState());
    }
}
