package com.meddevo.aws.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.aws.call.InParallel;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.StoredImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** The images of one registry: read with what they consist of, and deleted. What a list holds never changes and is read once. Thread-safe. */
public final class StoredImages {
    private static final Logger LOG = LoggerFactory.getLogger(StoredImages.class);
    private static final int PAGE = 1000;
    private static final int BATCH = 100;
    /** Manifests that list others; whatever else there is holds nothing. */
    private static final Set<String> LISTS = Set.of("application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EcrClient ecr;
    private final String account;
    private final Map<ResourceId, List<ResourceId>> lists = new ConcurrentHashMap<>();

    /** @param account the registry's number */
    public StoredImages(EcrClient ecr, String account) {
        this.ecr = ecr;
        this.account = account;
    }

    /** The IAM actions that it calls. */
    public static Set<String> actions() {
        return Set.of("ecr:DescribeImages", "ecr:ListImages", "ecr:BatchGetImage", "ecr:BatchDeleteImage");
    }

    /**
     * Everything in a repository.
     *
     * @throws RuntimeException if something of it cannot be read: half of a repository looks like one that needs less
     */
    public List<StoredImage> read(String repository) {
        var details = ecr.describeImagesPaginator(request -> request.registryId(account).repositoryName(repository).maxResults(PAGE))
                .imageDetails().stream().toList();
        readLists(repository, details);
        return details.stream().map(this::image).toList();
    }

    private StoredImage image(ImageDetail detail) {
        var id = StoredImage.idOf(detail.repositoryName(), detail.imageDigest());
        return new StoredImage(id, Set.copyOf(detail.imageTags()), detail.imagePushedAt(),
                Optional.ofNullable(detail.lastRecordedPullTime()),
                lists.getOrDefault(id, List.of()),
                Optional.ofNullable(detail.subjectManifestDigest()).map(subject -> StoredImage.idOf(detail.repositoryName(), subject)),
                Optional.ofNullable(detail.imageSizeInBytes()).orElse(0L));
    }

    private void readLists(String repository, List<ImageDetail> details) {
        var unknown = details.stream().filter(detail -> LISTS.contains(detail.imageManifestMediaType())).map(ImageDetail::imageDigest)
                .filter(digest -> !lists.containsKey(StoredImage.idOf(repository, digest))).gather(Gatherers.windowFixed(BATCH)).toList();
        InParallel.map(unknown, batch -> ecr.batchGetImage(request -> request.registryId(account).repositoryName(repository)
                .imageIds(ids(batch)).acceptedMediaTypes(LISTS))).forEach(answer -> {
                    if (!answer.failures().isEmpty())
                        throw new IllegalStateException("what an image list of " + repository + " holds could not be read: "
                                + answer.failures().getFirst().failureReason());
                    answer.images().forEach(image -> lists.put(StoredImage.idOf(repository, image.imageId().imageDigest()),
                            parts(repository, image)));
                });
    }

    private static List<ResourceId> parts(String repository, Image image) {
        try {
            var parts = new ArrayList<ResourceId>();
            JSON.readTree(image.imageManifest()).path("manifests")
                    .forEach(part -> parts.add(StoredImage.idOf(repository, part.path("digest").asText())));
            return parts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest of " + repository + "@" + image.imageId().imageDigest() + " is no JSON", e);
        }
    }

    /**
     * Deletes images of one repository that still have no tag, in batches, lists before what they hold.
     *
     * @param images in the order of a plan
     * @return those that are gone, each counted once
     */
    public Set<ResourceId> delete(String repository, List<ResourceId> images) {
        var gone = new HashSet<ResourceId>();
        images.stream().gather(Gatherers.windowFixed(BATCH)).forEach(batch -> {
            var untagged = untagged(repository, batch);
            if (untagged.isEmpty()) return;
            var answer = ecr.batchDeleteImage(request -> request.registryId(account).repositoryName(repository).imageIds(ids(untagged)));
            answer.imageIds().forEach(id -> gone.add(StoredImage.idOf(repository, id.imageDigest())));
            answer.failures().forEach(failure -> told(repository, failure));
        });
        gone.forEach(image -> LOG.info("event=deleted-image id={}", image));
        return gone;
    }

    /** Nothing is lost by a failure: what stays is decided on anew. */
    private static void told(String repository, ImageFailure failure) {
        LOG.info("event=kept-image repository={} digest={} code={} because={}", repository, failure.imageId().imageDigest(),
                failure.failureCodeAsString(), failure.failureReason());
    }

    /** The last look: deleting by digest would take a tag along that was given meanwhile. */
    private List<String> untagged(String repository, List<ResourceId> batch) {
        var wanted = batch.stream().map(ResourceId::name).collect(Collectors.toCollection(HashSet::new));
        return ecr.listImagesPaginator(request -> request.registryId(account).repositoryName(repository)
                .filter(only -> only.tagStatus("UNTAGGED")).maxResults(PAGE)).imageIds().stream().map(ImageIdentifier::imageDigest)
                .filter(wanted::contains).collect(Collectors.collectingAndThen(Collectors.toSet(),
                        still -> batch.stream().map(ResourceId::name).filter(still::contains).toList()));
    }

    private static List<ImageIdentifier> ids(List<String> digests) {
        return digests.stream().map(digest -> ImageIdentifier.builder().imageDigest(digest).build()).toList();
    }
}
