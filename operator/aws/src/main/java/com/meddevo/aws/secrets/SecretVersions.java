package com.meddevo.aws.secrets;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.fleet.Secret;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** Asks which versions the secrets have that apps name. Costs nothing where no app names any. Thread-safe. */
public final class SecretVersions {
    private static final int SECRETS_PAGE = 100;
    private static final int NAMES_PER_FILTER = 10;
    private static final int PARAMETERS_PER_CALL = 50;

    private final SecretsManagerClient secrets;
    private final SsmClient parameters;

    public SecretVersions(SecretsManagerClient secrets, SsmClient parameters) {
        this.secrets = secrets;
        this.parameters = parameters;
    }

    /**
     * What tasks of the scope's apps would get now, by the secrets' references.
     *
     * @param unread is told of each reference that nobody could look up; all others are read nevertheless
     */
    public Facts read(Scope scope, BiConsumer<String, RuntimeException> unread) {
        var asked = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()))
                .flatMap(app -> app.task().everySecret()).collect(Collectors.toSet());
        var versions = new HashMap<String, Optional<Facts.SecretVersion>>();
        versions.putAll(orUnread(only(Secret.SecretsManagerEntry.class, asked), unread, entries -> ofSecretsManager(entries, unread)));
        versions.putAll(orUnread(only(Secret.Parameter.class, asked), unread, this::ofParameters));
        return Facts.ofSecrets(versions);
    }

    /** One of the two services that does not answer is no reason not to know what the other one says. */
    private static <S extends Secret> Map<String, Optional<Facts.SecretVersion>> orUnread(List<S> asked,
            BiConsumer<String, RuntimeException> unread, Function<List<S>, Map<String, Optional<Facts.SecretVersion>>> read) {
        try {
            return read.apply(asked);
        } catch (RuntimeException e) {
            asked.stream().map(Secret::reference).distinct().sorted().forEach(reference -> unread.accept(reference, e));
            return Map.of();
        }
    }

    private static <S extends Secret> List<S> only(Class<S> type, Set<Secret> asked) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Map<String, Optional<Facts.SecretVersion>> ofSecretsManager(List<Secret.SecretsManagerEntry> asked,
            BiConsumer<String, RuntimeException> unread) {
        if (asked.isEmpty()) return Map.of();
        var stages = list(asked.stream().map(Secret.SecretsManagerEntry::name).distinct().toList());
        var open = asked.stream().filter(secret -> staged(stages.get(secret.name()), secret).isEmpty())
                .map(Secret.SecretsManagerEntry::name)
                .distinct().toList();
        var refused = new HashMap<String, RuntimeException>();
        InParallel.each(open, this::describe, refused::put).forEach((name, found) -> found.ifPresent(one -> stages.put(name, one)));
        var versions = new HashMap<String, Optional<Facts.SecretVersion>>();
        var silent = new TreeMap<String, RuntimeException>();
        asked.forEach(secret -> {
            var version = staged(stages.get(secret.name()), secret);
            if (version.isEmpty() && refused.containsKey(secret.name())) silent.put(secret.reference(), refused.get(secret.name()));
            else
                versions.put(secret.reference(), version);
        });
        silent.forEach(unread);
        return versions;
    }

    /** A secret's ARN, and the stages of each of its versions. */
    private record Stages(String arn, Map<String, List<String>> byVersion) {
    }

    private static Optional<Facts.SecretVersion> staged(Stages stages, Secret.SecretsManagerEntry secret) {
        if (stages == null) return Optional.empty();
        return stages.byVersion().entrySet().stream().filter(version -> version.getValue().contains(secret.stage())).findFirst()
                .map(version -> new Facts.SecretVersion(stages.arn(), version.getKey()));
    }

    /** One page of filtered names, or, of more, the pages of all secrets, which are fewer calls than a filter for every ten. */
    private Map<String, Stages> list(Collection<String> names) {
        var request = ListSecretsRequest.builder().maxResults(SECRETS_PAGE);
        if (names.size() <= NAMES_PER_FILTER) request.filters(Filter.builder().key(FilterNameStringType.NAME).values(names).build());
        var found = new HashMap<String, Stages>();
        secrets.listSecretsPaginator(request.build()).stream().flatMap(page -> page.secretList().stream())
                .filter(secret -> names.contains(secret.name()))
                .forEach(secret -> found.put(secret.name(), new Stages(secret.arn(), secret.secretVersionsToStages())));
        return found;
    }

    private Optional<Stages> describe(String name) {
        try {
            var secret = secrets.describeSecret(request -> request.secretId(name));
            return secret.deletedDate() == null ? Optional.of(new Stages(secret.arn(), secret.versionIdsToStages())) : Optional.empty();
        } catch (SecretsManagerException e) {
            if (AwsErrors.notFound(e)) return Optional.empty();
            throw e;
        }
    }

    private Map<String, Optional<Facts.SecretVersion>> ofParameters(List<Secret.Parameter> asked) {
        var versions = new HashMap<String, Optional<Facts.SecretVersion>>();
        asked.forEach(parameter -> versions.put(parameter.reference(), Optional.empty()));
        for (List<String> names : batches(asked.stream().map(Secret.Parameter::name).sorted().toList())) {
            for (ParameterMetadata found : describeParameters(names)) {
                versions.put(new Secret.Parameter(found.name()).reference(),
                        Optional.of(new Facts.SecretVersion(found.arn(), String.valueOf(found.version()))));
            }
        }
        return versions;
    }

    private List<ParameterMetadata> describeParameters(List<String> names) {
        var found = new ArrayList<ParameterMetadata>();
        parameters.describeParametersPaginator(request -> request.maxResults(PARAMETERS_PER_CALL)
                .parameterFilters(filter -> filter.key("Name").option("Equals").values(names)))
                .forEach(page -> found.addAll(page.parameters()));
        return found;
    }

    private static List<List<String>> batches(List<String> names) {
        return IntStream.range(0, (names.size() + PARAMETERS_PER_CALL - 1) / PARAMETERS_PER_CALL).mapToObj(
                i -> names.subList(i * PARAMETERS_PER_CALL, Math.min((i + 1) * PARAMETERS_PER_CALL, names.size()))).toList();
    }
}
