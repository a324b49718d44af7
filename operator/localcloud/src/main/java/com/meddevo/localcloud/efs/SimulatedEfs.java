package com.meddevo.localcloud.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedEfs implements EfsClient {

    private static final int PAGE = 100;

    private final Site site;
    private final FileSystems systems;

    /** Nothing in it yet. */
    public SimulatedEfs(Site site) {
        this.site = site;
        this.systems = new FileSystems(site);
    }

    /** Writes down file systems and access points; what lies in their folders is nobody's affair here. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("fileSystems", JsonMemory.list(systems.fileSystems.all()));
        saved.set("accessPoints", JsonMemory.list(systems.accessPoints.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("fileSystems"), FileSystemDescription::builder, FileSystemDescription.class).forEach(systems::takeIn);
        JsonMemory.each(saved.path("accessPoints"), AccessPointDescription::builder, AccessPointDescription.class).forEach(systems::takeIn);
    }

    /** The file system that an environment stands on; made if it is not there yet, and available at once. */
    public String fileSystem(String environment) {
        return systems.found(environment);
    }

    /**
     * What a task sees that mounts a file system.
     *
     * @param accessPoint   the way in; null for none
     * @param rootDirectory of the file system, where there is no access point; null for all of it
     * @return {@code <file system>/<path>}; empty if it is not to be had
     */
    public Optional<String> folder(String fileSystem, String accessPoint, String rootDirectory) {
        return systems.folder(fileSystem, accessPoint, rootDirectory);
    }

    @Override
    public CreateFileSystemResponse createFileSystem(CreateFileSystemRequest request) {
        var created = systems.create(request);
        return CreateFileSystemResponse.builder().fileSystemId(created.fileSystemId()).fileSystemArn(created.fileSystemArn())
                .creationToken(created.creationToken()).ownerId(created.ownerId()).creationTime(created.creationTime())
                .lifeCycleState(created.lifeCycleState()).numberOfMountTargets(0).sizeInBytes(created.sizeInBytes())
                .performanceMode(created.performanceMode()).throughputMode(created.throughputMode()).encrypted(created.encrypted())
                .kmsKeyId(created.kmsKeyId()).name(created.name()).tags(created.tags()).build();
    }

    @Override
    public DescribeFileSystemsResponse describeFileSystems(DescribeFileSystemsRequest request) {
        var page = page(systems.fileSystems(request.fileSystemId(), request.creationToken()), request.marker(), request.maxItems());
        return DescribeFileSystemsResponse.builder().fileSystems(page.items()).marker(request.marker()).nextMarker(page.next()).build();
    }

    @Override
    public CreateAccessPointResponse createAccessPoint(CreateAccessPointRequest request) {
        var created = systems.create(request);
        return CreateAccessPointResponse.builder().accessPointId(created.accessPointId()).accessPointArn(created.accessPointArn())
                .clientToken(created.clientToken()).fileSystemId(created.fileSystemId()).ownerId(created.ownerId())
                .posixUser(created.posixUser()).rootDirectory(created.rootDirectory()).lifeCycleState(created.lifeCycleState())
                .name(created.name()).tags(created.tags()).build();
    }

    @Override
    public DescribeAccessPointsResponse describeAccessPoints(DescribeAccessPointsRequest request) {
        var page = page(systems.accessPoints(request.accessPointId(), request.fileSystemId()), request.nextToken(), request.maxResults());
        return DescribeAccessPointsResponse.builder().accessPoints(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DeleteAccessPointResponse deleteAccessPoint(DeleteAccessPointRequest request) {
        systems.delete(request.accessPointId());
        return DeleteAccessPointResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        site.tags().add(systems.arn(request.resourceId()), FileSystems.tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        site.tags().remove(systems.arn(request.resourceId()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(FileSystems.tags(site.tags().read(systems.arn(request.resourceId())))).build();
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && size < 1) {
            throw EfsErrors.bad("A page has at least one item.");
        }
        return Page.of(all, token, size == null ? PAGE : Math.min(size, PAGE))
                .orElseThrow(() -> EfsErrors.bad("The token is none of ours."));
    }

    @Override
    public String serviceName() { return AwsService.EFS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
