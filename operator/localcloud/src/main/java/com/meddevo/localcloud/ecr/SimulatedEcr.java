package com.meddevo.localcloud.ecr;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.registry.ImageCatalog;
import com.meddevo.localcloud.registry.ImageDetail;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.*;

/** The simulated service: read-only, over the images of this machine. */
public final class SimulatedEcr implements EcrClient {

    private static final int IMAGES_PER_CALL = 100;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private final Site site;
    private final ImageCatalog images;

    /**
     * A registry.
     *
     * @param site   where it stands
     * @param images what is in it
     */
    public SimulatedEcr(Site site, ImageCatalog images) {
        this.site = site;
        this.images = images;
    }

    @Override
    public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
        request.repositoryNames().forEach(this::require);
        var asked = images.repositories().stream()
                .filter(name -> request.repositoryNames().isEmpty() || request.repositoryNames().contains(name))
                .map(this::repository).toList();
        var page = page(asked, request.nextToken(), request.maxResults());
        return DescribeRepositoriesResponse.builder().repositories(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        require(request.repositoryName());
        checkCount(request.imageIds());
        var found = request.imageIds().isEmpty()
                ? images.list(request.repositoryName()).stream().toList()
                : request.imageIds().stream().map(id -> images.find(request.repositoryName(), version(id))
                        .orElseThrow(() -> EcrErrors.imageNotFound(request.repositoryName(), shown(id), site.accountId()))).distinct()
                        .toList();
        var page = page(found, request.nextToken(), request.maxResults());
        return DescribeImagesResponse.builder().imageDetails(page.items().stream().map(this::detail).toList()).nextToken(page.next())
                .build();
    }

    @Override
    public ListImagesResponse listImages(ListImagesRequest request) {
        require(request.repositoryName());
        var status = request.filter() == null ? TagStatus.ANY : request.filter().tagStatus();
        var all = images.list(request.repositoryName()).stream().flatMap(image -> ids(image)).filter(id -> switch (status) {
            case TAGGED -> id.imageTag() != null;
            case UNTAGGED -> id.imageTag() == null;
            case null, default -> true;
        }).toList();
        var page = page(all, request.nextToken(), request.maxResults());
        return ListImagesResponse.builder().imageIds(page.items()).nextToken(page.next()).build();
    }

    @Override
    public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
        require(request.repositoryName());
        if (request.imageIds().isEmpty()) {
            throw EcrErrors.invalid("At least one image ID is required");
        }
        checkCount(request.imageIds());
        var found = new ArrayList<Image>();
        var failures = new ArrayList<ImageFailure>();
        for (var id : request.imageIds()) {
            images.find(request.repositoryName(), version(id)).ifPresentOrElse(
                    image -> found.add(Image.builder().registryId(site.accountId()).repositoryName(image.repository())
                            .imageId(ImageIdentifier.builder().imageDigest(image.digest()).imageTag(id.imageTag()).build())
                            .imageManifestMediaType(MANIFEST_TYPE)
                            .imageManifest("{\"schemaVersion\":2,\"mediaType\":\"%s\"}".formatted(MANIFEST_TYPE)).build()),
                    () -> failures.add(ImageFailure.builder().imageId(id).failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                            .failureReason("Requested image not found")
                            .build()));
        }
        return BatchGetImageResponse.builder().images(found).failures(failures).build();
    }

    private void require(String repository) {
        if (repository == null || !images.repositories().contains(repository)) {
            throw EcrErrors.repositoryNotFound(repository, site.accountId());
        }
    }

    private static void checkCount(List<ImageIdentifier> ids) {
        if (ids.size() > IMAGES_PER_CALL) {
            throw EcrErrors.invalid("At most %d image IDs can be named in one call".formatted(IMAGES_PER_CALL));
        }
    }

    private static String version(ImageIdentifier id) { return id.imageDigest() == null ? id.imageTag() : id.imageDigest(); }

    private static String shown(ImageIdentifier id) {
        return id.imageDigest() == null ? "imageTag:'%s'".formatted(id.imageTag()) : "imageDigest:'%s'".formatted(id.imageDigest());
    }

    private Repository repository(String name) {
        var created = images.list(name).stream().map(ImageDetail::pushedAt)
                .min(Instant::compareTo);
        return Repository.builder().repositoryName(name).registryId(site.accountId()).repositoryArn(site.arn("ecr", "repository/" + name))
                .repositoryUri("%s.dkr.ecr.%s.amazonaws.com/%s".formatted(site.accountId(), site.region(), name))
                .createdAt(created.orElse(null))
                .imageTagMutability(ImageTagMutability.MUTABLE).imageScanningConfiguration(scanning -> scanning.scanOnPush(false))
                .encryptionConfiguration(encryption -> encryption.encryptionType(EncryptionType.AES256)).build();
    }

    private software.amazon.awssdk.services.ecr.model.ImageDetail detail(ImageDetail image) {
        return software.amazon.awssdk.services.ecr.model.ImageDetail.builder().registryId(site.accountId())
                .repositoryName(image.repository()).imageDigest(image.digest())
                .imageTags(image.tags().isEmpty() ? null : image.tags().stream().sorted().toList()).imageSizeInBytes(image.sizeBytes())
                .imagePushedAt(image.pushedAt()).imageManifestMediaType(MANIFEST_TYPE).build();
    }

    private static Stream<ImageIdentifier> ids(ImageDetail image) {
        var untagged = ImageIdentifier.builder().imageDigest(image.digest()).build();
        return image.tags().isEmpty()
                ? Stream.of(untagged)
                : image.tags().stream().sorted().map(tag -> untagged.toBuilder().imageTag(tag).build());
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && (size < 1 || size > LARGEST_PAGE)) {
            throw EcrErrors.invalid("maxResults must be between 1 and %d, not %d".formatted(LARGEST_PAGE, size));
        }
        return Page.of(all, token, size == null ? USUAL_PAGE : size)
                .orElseThrow(() -> EcrErrors.invalid("The specified nextToken is invalid"));
    }

    @Override
    public String serviceName() { return AwsService.ECR.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the catalog belongs to who made it.
    }
}
