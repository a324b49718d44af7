package com.meddevo.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.registry.ImageCatalog;
import com.meddevo.localcloud.registry.ImageDetail;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.*;

/** The simulated service, over the images of this machine. What a repository's settings are stands in {@link Repositories}. */
public final class SimulatedEcr implements EcrClient {

    private static final int IMAGES_PER_CALL = 100;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String LIST_TYPE = "application/vnd.oci.image.index.v1+json";

    private final Site site;
    private final ImageCatalog images;
    private final Repositories repositories;

    /**
     * A registry.
     *
     * @param site   where it stands
     * @param images what is in it
     */
    public SimulatedEcr(Site site, ImageCatalog images) {
        this.site = site;
        this.images = images;
        this.repositories = new Repositories(site, images);
    }

    /** Writes the repositories' settings down; the images keep themselves. */
    public ObjectNode save() { return repositories.save(); }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) { repositories.restore(saved); }

    @Override
    public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
        request.repositoryNames().forEach(repositories::require);
        var asked = repositories.all().stream().filter(
                one -> request.repositoryNames().isEmpty() || request.repositoryNames().contains(one.repositoryName())).toList();
        var page = page(asked, request.nextToken(), request.maxResults());
        return DescribeRepositoriesResponse.builder().repositories(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        repositories.require(request.repositoryName());
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
        repositories.require(request.repositoryName());
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
        repositories.require(request.repositoryName());
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
                            .imageManifestMediaType(mediaType(image)).imageManifest(manifest(image)).build()),
                    () -> failures.add(ImageFailure.builder().imageId(id).failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                            .failureReason("Requested image not found")
                            .build()));
        }
        return BatchGetImageResponse.builder().images(found).failures(failures).build();
    }

    private static String mediaType(ImageDetail image) { return image.holds().isEmpty() ? MANIFEST_TYPE : LIST_TYPE; }

    private static String manifest(ImageDetail image) {
        var manifest = JsonMemory.object().put("schemaVersion", 2).put("mediaType", mediaType(image));
        if (!image.holds().isEmpty()) {
            var parts = manifest.putArray("manifests");
            image.holds().forEach(part -> parts.addObject().put("mediaType", MANIFEST_TYPE).put("digest", part));
        }
        return manifest.toString();
    }

    @Override
    public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
        repositories.require(request.repositoryName());
        if (request.imageIds().isEmpty()) {
            throw EcrErrors.invalid("At least one image ID is required");
        }
        checkCount(request.imageIds());
        var deleted = new ArrayList<ImageIdentifier>();
        var failures = new ArrayList<ImageFailure>();
        for (var id : request.imageIds()) {
            delete(request.repositoryName(), id).ifPresentOrElse(failures::add, () -> deleted.add(id));
        }
        return BatchDeleteImageResponse.builder().imageIds(deleted).failures(failures).build();
    }

    /** By a digest the image goes with all its tags; by a tag only the tag goes, and the image with the last one. */
    private Optional<ImageFailure> delete(String repository, ImageIdentifier id) {
        var image = images.find(repository, version(id));
        if (image.isEmpty()) return Optional.of(failure(id, ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"));
        if (id.imageDigest() == null && image.get().tags().size() > 1) {
            images.untag(repository, id.imageTag());
            return Optional.empty();
        }
        var digest = image.get().digest();
        var holder = images.list(repository).stream().filter(other -> other.holds().contains(digest)).findFirst();
        if (holder.isPresent()) {
            return Optional.of(failure(id, ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST,
                    "Requested image referenced by manifest list: [%s]".formatted(holder.get().digest())));
        }
        images.delete(repository, digest);
        return Optional.empty();
    }

    private static ImageFailure failure(ImageIdentifier id, ImageFailureCode code, String reason) {
        return ImageFailure.builder().imageId(id).failureCode(code).failureReason(reason).build();
    }

    @Override
    public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
        return CreateRepositoryResponse.builder().repository(repositories.create(request)).build();
    }

    @Override
    public PutImageScanningConfigurationResponse putImageScanningConfiguration(PutImageScanningConfigurationRequest request) {
        repositories.change(request.repositoryName(), one -> one.imageScanningConfiguration(request.imageScanningConfiguration()));
        return PutImageScanningConfigurationResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .imageScanningConfiguration(request.imageScanningConfiguration()).build();
    }

    @Override
    public PutImageTagMutabilityResponse putImageTagMutability(PutImageTagMutabilityRequest request) {
        repositories.exclusions(request.imageTagMutability(), request.imageTagMutabilityExclusionFilters());
        repositories.change(request.repositoryName(), one -> one.imageTagMutability(request.imageTagMutability())
                .imageTagMutabilityExclusionFilters(request.hasImageTagMutabilityExclusionFilters()
                        ? request.imageTagMutabilityExclusionFilters()
                        : null));
        return PutImageTagMutabilityResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .imageTagMutability(request.imageTagMutability()).build();
    }

    @Override
    public GetRepositoryPolicyResponse getRepositoryPolicy(GetRepositoryPolicyRequest request) {
        repositories.require(request.repositoryName());
        return GetRepositoryPolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .policyText(repositories.policy(request.repositoryName())
                        .orElseThrow(() -> EcrErrors.policyNotFound(request.repositoryName(), site.accountId())))
                .build();
    }

    @Override
    public SetRepositoryPolicyResponse setRepositoryPolicy(SetRepositoryPolicyRequest request) {
        repositories.policy(request.repositoryName(), request.policyText());
        return SetRepositoryPolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .policyText(request.policyText()).build();
    }

    @Override
    public DeleteRepositoryPolicyResponse deleteRepositoryPolicy(DeleteRepositoryPolicyRequest request) {
        var text = repositories.policy(request.repositoryName())
                .orElseThrow(() -> EcrErrors.policyNotFound(request.repositoryName(), site.accountId()));
        repositories.withoutPolicy(request.repositoryName());
        return DeleteRepositoryPolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .policyText(text).build();
    }

    @Override
    public GetLifecyclePolicyResponse getLifecyclePolicy(GetLifecyclePolicyRequest request) {
        repositories.require(request.repositoryName());
        return GetLifecyclePolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .lifecyclePolicyText(repositories.lifecycle(request.repositoryName())
                        .orElseThrow(() -> EcrErrors.lifecycleNotFound(request.repositoryName(), site.accountId())))
                .build();
    }

    @Override
    public PutLifecyclePolicyResponse putLifecyclePolicy(PutLifecyclePolicyRequest request) {
        repositories.lifecycle(request.repositoryName(), Optional.of(request.lifecyclePolicyText()));
        return PutLifecyclePolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId())
                .lifecyclePolicyText(request.lifecyclePolicyText()).build();
    }

    @Override
    public DeleteLifecyclePolicyResponse deleteLifecyclePolicy(DeleteLifecyclePolicyRequest request) {
        repositories.require(request.repositoryName());
        if (repositories.lifecycle(request.repositoryName()).isEmpty()) {
            throw EcrErrors.lifecycleNotFound(request.repositoryName(), site.accountId());
        }
        repositories.lifecycle(request.repositoryName(), Optional.empty());
        return DeleteLifecyclePolicyResponse.builder().repositoryName(request.repositoryName()).registryId(site.accountId()).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        repositories.tag(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(repositories.tags(request.resourceArn())).build();
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

    private software.amazon.awssdk.services.ecr.model.ImageDetail detail(ImageDetail image) {
        return software.amazon.awssdk.services.ecr.model.ImageDetail.builder().registryId(site.accountId())
                .repositoryName(image.repository()).imageDigest(image.digest())
                .imageTags(image.tags().isEmpty() ? null : image.tags().stream().sorted().toList()).imageSizeInBytes(image.sizeBytes())
                .imagePushedAt(image.pushedAt()).imageManifestMediaType(mediaType(image)).imageStatus(ImageStatus.ACTIVE).build();
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
