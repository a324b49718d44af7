package com.meddevo.aws.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.ResourceId;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

class AreaVolumesTest {
    private static final ResourceId AREA = new ResourceId("access-point", "techdoc", "blobs-12345678");
    private static final Map<String, ResourceId> OWNERS = Map.of("fsap-1", AREA);

    /** With what AWS fills in. */
    static Volume asAwsReturnsIt() {
        return changed(efs -> efs.rootDirectory("/")).toBuilder().configuredAtLaunch(false).build();
    }

    private static Volume changed(UnaryOperator<EFSVolumeConfiguration.Builder> change) {
        var ours = AreaVolumes.toAws("files-blobs", "fs-1", "fsap-1");
        return ours.toBuilder().efsVolumeConfiguration(change.apply(ours.efsVolumeConfiguration().toBuilder()).build()).build();
    }

    private static Map<String, ResourceId> areas(Volume volume) {
        return AreaVolumes.of(TaskDefinition.builder().volumes(volume).build(), OWNERS);
    }

    /** Trap 18: a root directory that was never asked for. */
    @Test
    void a_volume_of_ours_is_known_with_what_aws_fills_in() { assertThat(areas(asAwsReturnsIt())).isEqualTo(Map.of("files-blobs", AREA)); }

    static Stream<Named<Volume>> other_makes() {
        return Stream.of(Named.of("no TLS", changed(efs -> efs.transitEncryption(EFSTransitEncryption.DISABLED))),
                Named.of("no IAM", changed(
                        efs -> efs.authorizationConfig(by -> by.accessPointId("fsap-1").iam(EFSAuthorizationConfigIAM.DISABLED)))),
                Named.of("a port of its own", changed(efs -> efs.transitEncryptionPort(2049))),
                Named.of("somebody's access point",
                        changed(efs -> efs.authorizationConfig(by -> by.accessPointId("fsap-2").iam(EFSAuthorizationConfigIAM.ENABLED)))),
                Named.of("no access point", changed(efs -> efs.authorizationConfig(by -> by.iam(EFSAuthorizationConfigIAM.ENABLED)))),
                Named.of("an empty volume", Volume.builder().name("files-blobs").build()));
    }

    @ParameterizedTest
    @MethodSource("other_makes")
    void a_volume_of_another_make_is_not(Volume volume) { assertThat(areas(volume)).isEmpty(); }
}
