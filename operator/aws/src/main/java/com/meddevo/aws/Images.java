package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.service.Service;
import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * Which digest an image's tag means. A pin lasts: what a service runs is read back from its task definition, and otherwise ECR is asked once, so that a tag
 * that moves changes nothing. Asked again is for an image that was not there, and, with the slow facets, for a tag that an app follows. A tag that is
 * followed and goes away leaves the app where it is. Thread-safe.
 */
final class Images {
    private final EcrClient ecr;
    private final Optional<String> registryId;
    private final String prefix;
    private final Map<String, String> pinned = new ConcurrentHashMap<>();
    private final Set<String> due = ConcurrentHashMap.newKeySet();

    /** The environment's registry is {@code <account>.dkr.ecr.<region>.amazonaws.com[/<prefix>]}, or empty. */
    Images(EcrClient ecr, Environment environment) {
        this.ecr = ecr;
        String[] hostAndPath = environment.registry().split("/", 2);
        this.registryId = Optional.of(hostAndPath[0].split("\\.")[0]).filter(account -> account.matches("\\d{12}"));
        this.prefix = hostAndPath.length == 2 ? hostAndPath[1] + "/" : "";
    }

    /** The digests of the apps that give none, by {@linkplain AppSpec.Image#pin pin}. */
    Facts digests(Scope scope, List<ResourceState> observed) {
        var apps = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()) && app.image().digest().isEmpty()).toList();
        var running = running(observed);
        apps.forEach(app -> Optional.ofNullable(running.get(app.name()))
                .filter(one -> one.reference().equals(Optional.of(app.image().reference()))).flatMap(Images::digest)
                .ifPresent(digest -> pinned.putIfAbsent(app.image().pin(), digest)));
        if (scope.slow()) apps.stream().map(AppSpec::image).filter(AppSpec.Image::follow).map(AppSpec.Image::pin).forEach(due::add);
        var open = apps.stream().map(AppSpec::image).filter(image -> !pinned.containsKey(image.pin()) || due.contains(image.pin()))
                .distinct().toList();
        var answers = InParallel.map(open, this::ask);
        var digests = new HashMap<String, Optional<String>>();
        for (int i = 0; i < open.size(); i++) {
            String pin = open.get(i).pin();
            answers.get(i).ifPresent(digest -> pinned.put(pin, digest));
            due.remove(pin);
        }
        apps.forEach(app -> digests.put(app.image().pin(), Optional.ofNullable(pinned.get(app.image().pin()))));
        return new Facts(digests, List.of(), List.of());
    }

    /** The revision that each app's service runs. */
    private static Map<String, TaskDefinition> running(List<ResourceState> observed) {
        var revisions = observed.stream().filter(Service.class::isInstance).map(state -> ((Service) state).taskDefinition())
                .collect(Collectors.toSet());
        return observed.stream().filter(TaskDefinition.class::isInstance).map(TaskDefinition.class::cast)
                .filter(one -> revisions.contains(one.id()))
                .collect(Collectors.toMap(one -> one.id().app(), Function.identity(), (one, same) -> one));
    }

    private static Optional<String> digest(TaskDefinition revision) {
        return Optional.ofNullable(revision.containers().get(TaskDefinitions.containerName(revision.id().app())))
                .map(TaskDefinition.Container::image).filter(image -> image.contains("@sha256:"))
                .map(image -> image.substring(image.indexOf('@') + 1));
    }

    private Optional<String> ask(AppSpec.Image image) {
        try {
            return ecr.describeImages(request -> request.registryId(registryId.orElse(null)).repositoryName(prefix + image.repository())
                    .imageIds(ImageIdentifier.builder().imageTag(image.tag().orElseThrow()).build())).imageDetails().stream().findFirst()
                    .map(detail -> detail.imageDigest());
        } catch (EcrException e) {
            if (AwsErrors.notFound(e)) return Optional.empty();
            throw e;
        }
    }
}
