package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.efs.SimulatedEfs;
import com.meddevo.localcloud.task.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * Finds the volumes that tasks mount, which on AWS the Fargate agent does when a task starts.
 *
 * @param efs Elastic File System
 */
public record TaskFiles(SimulatedEfs efs) {

    private static final String REFUSED = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
            + "b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution; code: 32";

    /** What a container of a definition sees. */
    List<Mount> of(ContainerDefinition container, TaskDefinition definition) throws Unavailable {
        var volumes = definition.volumes().stream().collect(Collectors.toMap(Volume::name, volume -> volume));
        var mounts = new ArrayList<Mount>();
        for (var mount : container.mountPoints()) {
            var efsVolume = volumes.get(mount.sourceVolume()).efsVolumeConfiguration();
            mounts.add(new Mount(mount.sourceVolume(), mount.containerPath(),
                    efsVolume == null ? Optional.empty() : Optional.of(folder(efsVolume)), Boolean.TRUE.equals(mount.readOnly())));
        }
        return mounts;
    }

    private String folder(EFSVolumeConfiguration volume) throws Unavailable {
        var point = volume.authorizationConfig() == null ? null : volume.authorizationConfig().accessPointId();
        return efs.folder(volume.fileSystemId(), point, volume.rootDirectory()).orElseThrow(() -> new Unavailable(REFUSED));
    }
}
