package com.meddevo.aws.adopt;

import com.meddevo.aws.accesspoint.AccessPoints;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.Ownership;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.EfsException;
import software.amazon.awssdk.services.efs.model.Tag;

/**
 * What a spec says of the folders that a container sees. A folder is there already when a service runs, so whose it was to be when it was made is of no
 * account any more: where only that is not as a spec has it, or somebody else holds the access point, the app gets one of its own to the same folder.
 */
final class RunningFiles {
    private static final String PREFIX = "files-";
    private static final String USUAL_PERMISSIONS = "750";
    private static final Pattern PERMISSIONS = Pattern.compile("[0-7]{3,4}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*){1,4}");
    private static final Pattern MOUNT = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,30}[a-z0-9])?");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("^[^a-z]+|[^a-z0-9]+$");

    private final EfsClient efs;
    private final Environment environment;
    private final Ownership ownership;
    private final String app;
    private final TaskDefinition definition;

    RunningFiles(EfsClient efs, Environment environment, Ownership ownership, String app, TaskDefinition definition) {
        this.efs = efs;
        this.environment = environment;
        this.ownership = ownership;
        this.app = app;
        this.definition = definition;
    }

    /**
     * What is mounted from a file system, by what becomes of it.
     *
     * @param points the ids that access points get, by EFS's own ids
     * @param arns those access points' ARNs
     * @param mounted the volumes that an area or a sentence of {@code unsaid} speaks of, by where the container sees them
     */
    record Folders(List<FileArea> areas, Map<String, ResourceId> points, Map<ResourceId, String> arns, Map<String, String> mounted,
            List<String> unsaid) {
        private Folders() { this(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>()); }

        private boolean has(String name) { return areas.stream().anyMatch(area -> area.name().equals(name)); }
    }

    /** @param container whose name the app's container has */
    Folders of(String container) {
        var folders = new Folders();
        var volumes = definition.volumes().stream().collect(Collectors.toMap(Volume::name, Function.identity()));
        definition.containerDefinitions().stream().filter(one -> one.name().equals(container)).flatMap(one -> one.mountPoints().stream())
                .filter(mount -> volumes.containsKey(mount.sourceVolume())
                        && volumes.get(mount.sourceVolume()).efsVolumeConfiguration() != null)
                .forEach(mount -> add(mount, volumes.get(mount.sourceVolume()).efsVolumeConfiguration(), folders));
        return folders;
    }

    private void add(MountPoint mount, EFSVolumeConfiguration volume, Folders folders) {
        folders.mounted().put(mount.containerPath(), mount.sourceVolume());
        String name = name(mount.sourceVolume());
        var point = accessPoint(volume).flatMap(this::find);
        var hindrance = ofVolume(volume).or(() -> ofPoint(volume, point)).or(() -> ofMount(mount, name, folders));
        if (hindrance.isPresent()) {
            folders.unsaid().add("what is mounted at " + mount.containerPath() + ": " + hindrance.get());
            return;
        }
        var area = area(name, mount, point.orElseThrow());
        folders.areas().add(area);
        if (volume.authorizationConfig().iam() != EFSAuthorizationConfigIAM.ENABLED)
            folders.unsaid()
                    .add("that " + mount.containerPath()
                            + " is mounted without IAM: a spec's folders are with the task role's rights, so give"
                            + " that role elasticfilesystem:ClientMount, and ClientWrite to write, first");
        take(area, point.get(), folders);
    }

    /** An access point becomes the app's if a spec would make it like this, and nobody else has it. */
    private void take(FileArea area, AccessPointDescription point, Folders folders) {
        var id = AccessPoints.id(app, area, environment);
        var tags = point.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        var holder = ownership.foreign(id, point.accessPointArn(), tags);
        boolean ours = ownership.id(tags).filter(id::equals).isPresent();
        if (!madeLike(area, point))
            folders.unsaid().add("as whose " + point.accessPointId() + " would make the folder " + area.path()
                    + ": the app gets an access point of its own to it");
        else if (!ours && !holder.adoptable())
            folders.unsaid().add("the access point " + point.accessPointId() + " of " + holder.holder()
                    + ": the app gets one of its own to the folder " + area.path());
        else if (folders.points().putIfAbsent(point.accessPointId(), id) == null) folders.arns().put(id, point.accessPointArn());
    }

    private static boolean madeLike(FileArea area, AccessPointDescription point) {
        var made = point.rootDirectory().creationInfo();
        return made != null && made.ownerUid() == area.owner().uid() && made.ownerGid() == area.owner().gid()
                && area.owner().permissions().equals(made.permissions());
    }

    private static FileArea area(String name, MountPoint mount, AccessPointDescription point) {
        var made = Optional.ofNullable(point.rootDirectory().creationInfo());
        var owner = new FileArea.Owner(point.posixUser().uid(), point.posixUser().gid(),
                made.map(info -> info.permissions()).filter(text -> PERMISSIONS.matcher(text).matches()).orElse(USUAL_PERMISSIONS));
        return new FileArea(name, mount.containerPath(), point.rootDirectory().path(),
                Boolean.TRUE.equals(mount.readOnly()) ? FileArea.Access.READ_ONLY : FileArea.Access.READ_WRITE, owner);
    }

    private Optional<String> ofVolume(EFSVolumeConfiguration volume) {
        if (environment.files().isEmpty())
            return Optional.of("environment " + environment.name() + " has no file system; add spec.files with " + volume.fileSystemId()
                    + " to it first");
        String own = environment.files().get().fileSystemId();
        if (!own.equals(volume.fileSystemId()))
            return Optional
                    .of("it lies on the file system " + volume.fileSystemId() + ", and environment " + environment.name() + " has " + own);
        return accessPoint(volume).isPresent()
                ? Optional.empty()
                : Optional.of("it is mounted without an access point, which would say folder and user");
    }

    /** What of the access point no spec's own would have. */
    private static Optional<String> ofPoint(EFSVolumeConfiguration volume, Optional<AccessPointDescription> found) {
        String id = volume.authorizationConfig().accessPointId();
        if (found.isEmpty()) return Optional.of("its access point " + id + " does not exist any more");
        var user = found.get().posixUser();
        String path = found.get().rootDirectory().path();
        if (!PATH.matcher(path).matches())
            return Optional.of(
                    "its access point " + id + " leads to " + path + ", and a spec's folder is 1 to 4 deep, each part of letters, digits,"
                            + " dots, dashes and underscores");
        if (user == null)
            return Optional.of("its access point " + id + " says no user, and a spec's folder has one, whoever the process is");
        if (user.uid() == 0 || user.gid() == 0)
            return Optional.of(
                    "its access point " + id + " works as " + user.uid() + ":" + user.gid() + ", and a spec's user and group are not root");
        return user.secondaryGids().isEmpty()
                ? Optional.empty()
                : Optional.of("its access point " + id + " works in the groups " + user.secondaryGids()
                        + " too, and a spec's folder has one group");
    }

    private Optional<String> ofMount(MountPoint mount, String name, Folders folders) {
        if (!MOUNT.matcher(mount.containerPath()).matches())
            return Optional.of("a spec cannot write that path");
        if (!NAME.matcher(name).matches() || folders.has(name))
            return Optional.of("its volume " + mount.sourceVolume() + " gives no name for it that no other folder has");
        return Optional.empty();
    }

    /** As the operator would have named the volume, or the nearest to it. */
    private static String name(String volume) {
        String plain = volume.startsWith(PREFIX) ? volume.substring(PREFIX.length()) : volume.toLowerCase(Locale.ROOT).replace('_', '-');
        return NOT_IN_A_NAME.matcher(plain).replaceAll("");
    }

    private static Optional<String> accessPoint(EFSVolumeConfiguration volume) {
        return Optional.ofNullable(volume.authorizationConfig()).map(config -> config.accessPointId()).filter(id -> !id.isEmpty());
    }

    private Optional<AccessPointDescription> find(String accessPointId) {
        try {
            return efs.describeAccessPoints(request -> request.accessPointId(accessPointId)).accessPoints().stream().findFirst();
        } catch (EfsException e) {
            if (!AwsErrors.notFound(e)) throw e;
            return Optional.empty();
        }
    }
}
