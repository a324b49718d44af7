package com.meddevo.aws.taskdefinition;

import com.meddevo.plan.ResourceId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * The EFS volumes that we write: by access point, with TLS, and with the task role's rights alone. A volume of any other make is not ours, and stands in
 * what is beyond.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html">EFSVolumeConfiguration</a>
 */
final class AreaVolumes {
    private AreaVolumes() {}

    static Volume toAws(String name, String fileSystemId, String accessPointId) {
        return Volume.builder().name(name)
                .efsVolumeConfiguration(efs -> efs.fileSystemId(fileSystemId).transitEncryption(EFSTransitEncryption.ENABLED)
                        .authorizationConfig(by -> by.accessPointId(accessPointId).iam(EFSAuthorizationConfigIAM.ENABLED)))
                .build();
    }

    /** The ids of the access points that a definition names. */
    static Stream<String> accessPoints(TaskDefinition aws) {
        return aws.volumes().stream().map(AreaVolumes::accessPoint).filter(id -> !id.isEmpty()).distinct();
    }

    private static String accessPoint(Volume volume) {
        var efs = volume.efsVolumeConfiguration();
        return efs == null || efs.authorizationConfig() == null || efs.authorizationConfig().accessPointId() == null
                ? ""
                : efs.authorizationConfig().accessPointId();
    }

    /**
     * The access points behind our volumes, by the volume's name.
     *
     * @param owners by access point's id, those that are ours
     */
    static Map<String, ResourceId> of(TaskDefinition aws, Map<String, ResourceId> owners) {
        var areas = new TreeMap<String, ResourceId>();
        aws.volumes().stream().filter(volume -> isOurs(volume, owners))
                .forEach(volume -> areas.put(volume.name(), owners.get(accessPoint(volume))));
        return areas;
    }

    static boolean isOurs(Volume volume, Map<String, ResourceId> owners) {
        if (!owners.containsKey(accessPoint(volume))) return false;
        var said = PojoTree.of(volume);
        said.entrySet().removeIf(entry -> entry.getValue().equals(Normal.DEFAULTS.get("volumes[]." + entry.getKey())));
        return said.equals(PojoTree.of(toAws(volume.name(), volume.efsVolumeConfiguration().fileSystemId(), accessPoint(volume))));
    }
}
