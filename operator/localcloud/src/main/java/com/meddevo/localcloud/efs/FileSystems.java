package com.meddevo.localcloud.efs;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.CreateAccessPointRequest;
import software.amazon.awssdk.services.efs.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.FileSystemSize;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.PerformanceMode;
import software.amazon.awssdk.services.efs.model.RootDirectory;
import software.amazon.awssdk.services.efs.model.Tag;
import software.amazon.awssdk.services.efs.model.ThroughputMode;

/** File systems and the access points to them. An access point comes and goes by itself after a while; it never changes. */
final class FileSystems {

    private static final Duration COMES = Duration.ofSeconds(5);
    private static final Duration GOES = Duration.ofSeconds(5);
    private static final int MOST_ACCESS_POINTS = 10_000;
    private static final int LONGEST_PATH = 100;

    private final Site site;
    final Versioned<String, FileSystemDescription> fileSystems;
    final Versioned<String, AccessPointDescription> accessPoints;

    FileSystems(Site site) {
        this.site = site;
        this.fileSystems = site.store();
        this.accessPoints = site.store();
    }

    FileSystemDescription create(CreateFileSystemRequest request) {
        fileSystems.all().stream().filter(known -> known.creationToken().equals(request.creationToken())).findFirst().ifPresent(known -> {
            throw EfsErrors.fileSystemExists(known.fileSystemId());
        });
        var id = "fs-" + site.ids().hexadecimal(17);
        var created = FileSystemDescription.builder().fileSystemId(id).fileSystemArn(site.arn("elasticfilesystem", "file-system/" + id))
                .creationToken(request.creationToken()).ownerId(site.accountId()).creationTime(site.timeline().now())
                .lifeCycleState(LifeCycleState.CREATING).numberOfMountTargets(0).sizeInBytes(FileSystemSize.builder().value(6144L).build())
                .performanceMode(request.performanceMode() == null ? PerformanceMode.GENERAL_PURPOSE : request.performanceMode())
                .throughputMode(request.throughputMode() == null ? ThroughputMode.BURSTING : request.throughputMode())
                .encrypted(Boolean.TRUE.equals(request.encrypted())).kmsKeyId(request.kmsKeyId()).build();
        site.tags().add(created.fileSystemArn(), tags(request.tags()));
        fileSystems.put(id, created);
        becomesAvailable(created);
        return shown(created);
    }

    String found(String environment) {
        return fileSystems.all().stream().filter(known -> known.creationToken().equals(environment)).findFirst().orElseGet(() -> {
            var id = "fs-" + site.ids().hexadecimal(17);
            var found = FileSystemDescription.builder().fileSystemId(id)
                    .fileSystemArn(site.arn("elasticfilesystem", "file-system/" + id))
                    .creationToken(environment).ownerId(site.accountId()).creationTime(site.timeline().now())
                    .lifeCycleState(LifeCycleState.AVAILABLE)
                    .numberOfMountTargets(3).sizeInBytes(FileSystemSize.builder().value(6144L).build())
                    .performanceMode(PerformanceMode.GENERAL_PURPOSE).throughputMode(ThroughputMode.BURSTING).encrypted(true).build();
            fileSystems.put(id, found);
            return found;
        }).fileSystemId();
    }

    Optional<String> folder(String fileSystem, String accessPoint, String rootDirectory) {
        if (fileSystems.get(fileSystem).filter(known -> known.lifeCycleState() == LifeCycleState.AVAILABLE).isEmpty()) {
            return Optional.empty();
        }
        var path = accessPoint == null
                ? Optional.of(rootDirectory == null ? "/" : rootDirectory)
                : accessPoints.get(accessPoint)
                        .filter(point -> point.fileSystemId().equals(fileSystem) && point.lifeCycleState() == LifeCycleState.AVAILABLE)
                        .map(point -> point.rootDirectory().path());
        return path.map(known -> fileSystem + known);
    }

    private void becomesAvailable(FileSystemDescription created) {
        site.timeline().after(COMES, () -> fileSystems.get(created.fileSystemId()).ifPresent(
                known -> fileSystems.put(known.fileSystemId(), known.toBuilder().lifeCycleState(LifeCycleState.AVAILABLE).build())));
    }

    /** Creates an access point; the token of an earlier one is refused with its id, also when nothing else is asked for. */
    AccessPointDescription create(CreateAccessPointRequest request) {
        var system = fileSystems.get(request.fileSystemId()).orElseThrow(() -> EfsErrors.noFileSystem(request.fileSystemId()));
        if (system.lifeCycleState() != LifeCycleState.AVAILABLE) {
            throw EfsErrors.notAvailable(system.fileSystemId());
        }
        accessPoints.all().stream().filter(known -> known.clientToken().equals(request.clientToken())).findFirst().ifPresent(known -> {
            throw EfsErrors.accessPointExists(known.accessPointId());
        });
        if (of(system.fileSystemId(), accessPoints.all()).size() >= MOST_ACCESS_POINTS) {
            throw EfsErrors.tooMany();
        }
        var id = "fsap-" + site.ids().hexadecimal(17);
        var created = AccessPointDescription.builder().accessPointId(id).clientToken(request.clientToken()).ownerId(site.accountId())
                .accessPointArn(site.arn("elasticfilesystem", "access-point/" + id)).fileSystemId(system.fileSystemId())
                .posixUser(request.posixUser()).rootDirectory(root(request.rootDirectory())).lifeCycleState(LifeCycleState.CREATING)
                .build();
        site.tags().add(created.accessPointArn(), tags(request.tags()));
        accessPoints.put(id, created);
        site.timeline().after(COMES, () -> accessPoints.get(id).filter(known -> known.lifeCycleState() == LifeCycleState.CREATING)
                .ifPresent(known -> accessPoints.put(id, known.toBuilder().lifeCycleState(LifeCycleState.AVAILABLE).build())));
        return shown(created);
    }

    private static RootDirectory root(RootDirectory given) {
        if (given == null || given.path() == null) {
            return RootDirectory.builder().path("/").creationInfo(given == null ? null : given.creationInfo()).build();
        }
        if (!given.path().startsWith("/") || given.path().length() > LONGEST_PATH || given.path().split("/").length > 5) {
            throw EfsErrors.bad("The path '%s' must begin with a slash and have at most 4 subdirectories and %d characters."
                    .formatted(given.path(), LONGEST_PATH));
        }
        return given;
    }

    /** Begins to take an access point away; what lies in its folder stays. */
    void delete(String id) {
        var known = accessPoints.get(id).orElseThrow(() -> EfsErrors.noAccessPoint(id));
        accessPoints.put(id, known.toBuilder().lifeCycleState(LifeCycleState.DELETING).build());
        goes(known);
    }

    private void goes(AccessPointDescription known) {
        site.timeline().after(GOES, () -> {
            accessPoints.remove(known.accessPointId());
            site.tags().forget(known.accessPointArn());
        });
    }

    /** Takes in what was saved, and lets go on what was under way. */
    void takeIn(FileSystemDescription saved) {
        fileSystems.put(saved.fileSystemId(), saved);
        if (saved.lifeCycleState() == LifeCycleState.CREATING) {
            becomesAvailable(saved);
        }
    }

    /** The same for an access point. */
    void takeIn(AccessPointDescription saved) {
        if (saved.lifeCycleState() == LifeCycleState.DELETING) {
            accessPoints.put(saved.accessPointId(), saved);
            goes(saved);
        } else {
            accessPoints.put(saved.accessPointId(), saved.toBuilder().lifeCycleState(LifeCycleState.AVAILABLE).build());
        }
    }

    List<FileSystemDescription> fileSystems(String id, String token) {
        var found = fileSystems.readAll().stream()
                .filter(known -> id == null || known.fileSystemId().equals(id) || known.fileSystemArn().equals(id))
                .filter(known -> token == null || known.creationToken().equals(token)).map(this::shown).toList();
        if (id != null && found.isEmpty()) {
            throw EfsErrors.noFileSystem(id);
        }
        return found;
    }

    List<AccessPointDescription> accessPoints(String id, String fileSystem) {
        if (id != null && fileSystem != null) {
            throw EfsErrors.bad("Either an access point or a file system may be given, not both.");
        }
        if (id != null) {
            return List.of(accessPoints.read(id).map(this::shown).orElseThrow(() -> EfsErrors.noAccessPoint(id)));
        }
        if (fileSystem != null && fileSystems.read(fileSystem).isEmpty()) {
            throw EfsErrors.noFileSystem(fileSystem);
        }
        return of(fileSystem, accessPoints.readAll()).stream().map(this::shown).toList();
    }

    private static List<AccessPointDescription> of(String fileSystem, Collection<AccessPointDescription> among) {
        return among.stream().filter(known -> fileSystem == null || known.fileSystemId().equals(fileSystem)).toList();
    }

    private FileSystemDescription shown(FileSystemDescription known) {
        var tags = site.tags().read(known.fileSystemArn());
        return known.toBuilder().tags(tags(tags)).name(tags.get("Name")).build();
    }

    private AccessPointDescription shown(AccessPointDescription known) {
        var tags = site.tags().read(known.accessPointArn());
        return known.toBuilder().tags(tags(tags)).name(tags.get("Name")).build();
    }

    /** The ARN of what an id or an ARN names. */
    String arn(String id) {
        var plain = id == null ? "" : id.substring(id.lastIndexOf('/') + 1);
        return plain.startsWith("fsap-")
                ? accessPoints.get(plain).map(AccessPointDescription::accessPointArn).orElseThrow(() -> EfsErrors.noAccessPoint(plain))
                : fileSystems.get(plain).map(FileSystemDescription::fileSystemArn).orElseThrow(() -> EfsErrors.noFileSystem(plain));
    }

    static Map<String, String> tags(Collection<Tag> given) {
        return given.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, last) -> last));
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }
}
