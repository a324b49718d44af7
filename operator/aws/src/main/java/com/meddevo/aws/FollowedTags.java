package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Image;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * Whether the tags that apps follow can move at all, as their repositories' tag mutability says. Asked with the slow facets, a hundred repositories a call,
 * and at once only for a repository that nobody has seen; costs nothing where no app follows. Thread-safe.
 */
final class FollowedTags {
    private static final int BATCH = 100;

    private final EcrClient ecr;
    private final RegistryAddress registry;
    private final Map<String, Repository> known = new ConcurrentHashMap<>();

    FollowedTags(EcrClient ecr, Environment environment) {
        this.ecr = ecr;
        this.registry = RegistryAddress.of(environment);
    }

    Facts read(Scope scope) {
        var followed = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name())).map(AppSpec::image)
                .filter(Image::follow).toList();
        var repositories = followed.stream().map(image -> registry.physical(image.repository())).distinct().sorted()
                .filter(name -> scope.slow() && (scope.app().isEmpty() || !known.containsKey(name))).toList();
        repositories.stream().gather(Gatherers.windowFixed(BATCH)).flatMap(this::describe)
                .forEach(repository -> known.put(repository.repositoryName(), repository));
        var movable = new HashMap<String, Boolean>();
        followed.forEach(image -> Optional.ofNullable(known.get(registry.physical(image.repository())))
                .ifPresent(repository -> movable.put(image.reference(), moves(repository, image.tag().orElseThrow()))));
        return Facts.ofTags(movable);
    }

    /** ECR refuses a question after several repositories if one of them is not there. */
    private Stream<Repository> describe(Collection<String> names) {
        try {
            return ecr.describeRepositories(request -> request.registryId(registry.id().orElse(null)).repositoryNames(names))
                    .repositories().stream();
        } catch (EcrException e) {
            if (!AwsErrors.notFound(e)) throw e;
            return names.size() == 1 ? Stream.empty() : names.stream().flatMap(name -> describe(List.of(name)));
        }
    }

    private static boolean moves(Repository repository, String tag) {
        boolean exempt = repository.imageTagMutabilityExclusionFilters().stream().map(ImageTagMutabilityExclusionFilter::filter)
                .anyMatch(filter -> matches(filter, tag));
        return switch (repository.imageTagMutability()) {
            case IMMUTABLE -> false;
            case IMMUTABLE_WITH_EXCLUSION -> exempt;
            case MUTABLE_WITH_EXCLUSION -> !exempt;
            case MUTABLE, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    /** {@code *} stands for any number of characters, and nothing else for anything but itself. */
    private static boolean matches(String filter, String tag) {
        return tag.matches(Stream.of(filter.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
