package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.service.Service;
import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * Which digest an image's tag means. A pin lasts: what a service runs is read back from its task definition, and otherwise ECR is asked once, so that a tag
 * that moves changes nothing. Asked again is for an image that was not there, and, with the slow facets, for a tag that an app follows. A tag that is
 * followed and goes away leaves the app where it is. Asked by BatchGetImage, which ECR answers 2,000 times a second ("Amazon ECR service quotas"), where
 * DescribeImages' rate is unpublished; whoever may pull may call it. Thread-safe.
 */
final class Images {
    /** Every form, so that a list of platforms is answered with its own digest. */
    private static final List<String> MANIFESTS = List.of("application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final EcrClient ecr;
    private final RegistryAddress registry;
    private final Map<String, String> pinned = new ConcurrentHashMap<>();
    private final Set<String> due = ConcurrentHashMap.newKeySet();

    Images(EcrClient ecr, Environment environment) {
        this.ecr = ecr;
        this.registry = RegistryAddress.of(environment);
    }

    /** An image that a container of an app is to run, by tag. */
    private record Tagged(String app, String container, AppSpec.Image image) {
        String pin() { return image.pin(); }
    }

    /**
     * The digests of the images that give none, the apps' own and those of sidecars, by {@linkplain AppSpec.Image#pin pin}.
     *
     * @param unread is told of an image that ECR says nothing of; all others are read nevertheless
     */
    Facts digests(Scope scope, List<ResourceState> observed, BiConsumer<String, RuntimeException> unread) {
        var tagged = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name())).flatMap(this::tagged).toList();
        var running = running(observed);
        tagged.forEach(one -> Optional.ofNullable(running.get(one.app)).flatMap(revision -> digest(revision, one))
                .ifPresent(digest -> pinned.putIfAbsent(one.pin(), digest)));
        if (scope.slow()) tagged.stream().filter(one -> one.image.follow()).map(Tagged::pin).forEach(due::add);
        var open = tagged.stream().map(Tagged::image).filter(image -> !pinned.containsKey(image.pin()) || due.contains(image.pin()))
                .distinct().toList();
        var silent = new HashSet<String>();
        InParallel.each(open, this::ask, (image, failure) -> {
            silent.add(image.pin());
            unread.accept(Plan.NotRead.image(image), failure);
        }).forEach((image, answer) -> {
            answer.ifPresent(digest -> pinned.put(image.pin(), digest));
            due.remove(image.pin());
        });
        var digests = new HashMap<String, Optional<String>>();
        tagged.stream().map(Tagged::pin).filter(pin -> pinned.containsKey(pin) || !silent.contains(pin))
                .forEach(pin -> digests.put(pin, Optional.ofNullable(pinned.get(pin))));
        return new Facts(digests, List.of(), List.of());
    }

    private Stream<Tagged> tagged(AppSpec app) {
        return Stream.concat(Stream.of(new Tagged(app.name(), TaskDefinitions.containerName(app.name()), app.image())),
                app.task().sidecars().stream().flatMap(sidecar -> sidecar.pulledFrom(registry.address()).stream()
                        .map(image -> new Tagged(app.name(), sidecar.name(), image))))
                .filter(one -> one.image.digest().isEmpty());
    }

    /** The revision that each app's service runs. */
    private static Map<String, TaskDefinition> running(List<ResourceState> observed) {
        var revisions = observed.stream().filter(Service.class::isInstance).map(state -> ((Service) state).taskDefinition())
                .collect(Collectors.toSet());
        return observed.stream().filter(TaskDefinition.class::isInstance).map(TaskDefinition.class::cast)
                .filter(one -> revisions.contains(one.id()))
                .collect(Collectors.toMap(one -> one.id().app(), Function.identity(), (one, same) -> one));
    }

    /** The digest of what runs, if it was looked up by the same reference. */
    private static Optional<String> digest(TaskDefinition revision, Tagged wanted) {
        if (!wanted.image.reference().equals(revision.references().get(wanted.container))) return Optional.empty();
        return Optional.ofNullable(revision.containers().get(wanted.container)).map(TaskDefinition.Container::image)
                .filter(image -> image.contains("@sha256:")).map(image -> image.substring(image.indexOf('@') + 1));
    }

    /**
     * The digest of an image, if it is there.
     *
     * @throws AwsServiceException if ECR says neither what it is nor that it is not there
     */
    private Optional<String> ask(AppSpec.Image image) {
        try {
            var answer = ecr.batchGetImage(
                    request -> request.registryId(registry.id().orElse(null)).repositoryName(registry.physical(image.repository()))
                            .imageIds(ImageIdentifier.builder().imageTag(image.tag().orElseThrow()).build()).acceptedMediaTypes(MANIFESTS));
            answer.failures().stream().filter(failure -> failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND).findFirst()
                    .ifPresent(failure -> {
                        throw AwsErrors.inAnswer(failure.failureCodeAsString(), failure.failureReason());
                    });
            return answer.images().stream().findFirst().map(found -> found.imageId().imageDigest());
        } catch (EcrException e) {
            if (AwsErrors.notFound(e)) return Optional.empty();
            throw e;
        }
    }
}
