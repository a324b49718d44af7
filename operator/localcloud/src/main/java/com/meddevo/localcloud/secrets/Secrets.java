package com.meddevo.localcloud.secrets;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The secrets by name, with their versions and labels. */
final class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
    private static final int SHORTEST_WINDOW = 7;
    private static final int LONGEST_WINDOW = 30;

    private final Site site;
    final Versioned<String, SecretRecord> secrets;

    Secrets(Site site) {
        this.site = site;
        this.secrets = site.store();
    }

    /** Creates a secret; the same request again, by its token, is answered as the first was. */
    SecretRecord create(CreateSecretRequest request) {
        var name = request.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw SecretsErrors
                    .parameter("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        }
        var known = secrets.get(name);
        if (known.isPresent() && known.get().isDeleted()) {
            throw SecretsErrors.scheduledForDeletion();
        }
        if (known.isPresent()) {
            var version = known.get().versions().get(request.clientRequestToken());
            if (version == null || !same(version, request.secretString(), request.secretBinary())) {
                throw SecretsErrors.exists(name);
            }
            return known.get();
        }
        var arn = site.arn("secretsmanager", "secret:%s-%s".formatted(name, site.ids().alphanumeric(6)));
        var secret = new SecretRecord(name, arn, request.description(), request.kmsKeyId(), now(), now(), Map.of(), null, null);
        if (request.secretString() != null || request.secretBinary() != null) {
            secret = secret.with(token(request.clientRequestToken()),
                    new SecretRecord.Version(request.secretString(), request.secretBinary(), Set.of(SecretRecord.CURRENT), now()));
        }
        site.tags().add(arn, tags(request.tags()));
        secrets.put(name, secret);
        return secret;
    }

    /** Adds a version and returns its id; the same token with the same value adds nothing. */
    String put(SecretRecord secret, String token, String text, SdkBytes bytes, Collection<String> stages) {
        if ((text == null) == (bytes == null)) {
            throw SecretsErrors.parameter("You must provide either SecretString or SecretBinary.");
        }
        var id = token(token);
        var known = secret.versions().get(id);
        if (known != null) {
            if (!same(known, text, bytes)) {
                throw SecretsErrors.exists(secret.name());
            }
            return id;
        }
        var labels = stages.isEmpty() ? Set.of(SecretRecord.CURRENT) : Set.copyOf(stages);
        secrets.put(secret.name(), secret.with(id, new SecretRecord.Version(text, bytes, labels, now())));
        return id;
    }

    /** Marks a secret for deletion, or removes it at once. Returns it as it then is. */
    SecretRecord delete(DeleteSecretRequest request) {
        var force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        if (force && request.recoveryWindowInDays() != null) {
            throw SecretsErrors.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        var days = request.recoveryWindowInDays() == null ? LONGEST_WINDOW : request.recoveryWindowInDays();
        if (days < SHORTEST_WINDOW || days > LONGEST_WINDOW) {
            throw SecretsErrors.parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        var secret = any(request.secretId());
        if (secret.isDeleted() && !force) {
            throw SecretsErrors.deleted();
        }
        var gone = force ? now() : now().plus(Duration.ofDays(days));
        var deleted = secret.deleted(now(), gone);
        secrets.put(secret.name(), deleted);
        if (force) {
            forget(deleted);
        } else {
            goesOnItsDay(deleted);
        }
        return deleted;
    }

    SecretRecord restore(String id) {
        var restored = any(id).deleted(null, null);
        secrets.put(restored.name(), restored);
        return restored;
    }

    /** Takes in what was saved. */
    void takeIn(SecretRecord secret) {
        secrets.put(secret.name(), secret);
        if (secret.isDeleted()) {
            goesOnItsDay(secret);
        }
    }

    private void goesOnItsDay(SecretRecord deleted) {
        var left = Duration.between(now(), deleted.deleteOn());
        site.timeline().after(left.isNegative() ? Duration.ZERO : left,
                () -> secrets.get(deleted.name()).filter(deleted::equals).ifPresent(this::forget));
    }

    private void forget(SecretRecord secret) {
        secrets.remove(secret.name());
        site.tags().forget(secret.arn());
    }

    /** The secret of a name or ARN, the ARN also without its last characters; deleted ones are there until their day. */
    SecretRecord any(String id) {
        return find(id, secrets.all());
    }

    /** The same, as somebody reads it who may read late. */
    SecretRecord read(String id) { return find(id, secrets.readAll()); }

    private SecretRecord find(String id, Collection<SecretRecord> among) {
        if (id == null || id.isEmpty()) {
            throw SecretsErrors.parameter("SecretId is required.");
        }
        var prefix = site.arn("secretsmanager", "secret:");
        return among.stream()
                .filter(secret -> secret.name().equals(id) || secret.arn().equals(id) || id.equals(prefix + secret.name())).findFirst()
                .orElseThrow(() -> SecretsErrors.notFound(""));
    }

    /** A secret that nobody has deleted. */
    SecretRecord live(String id) {
        var secret = any(id);
        if (secret.isDeleted()) {
            throw SecretsErrors.deleted();
        }
        return secret;
    }

    List<SecretRecord> list(ListSecretsRequest request) {
        return secrets.readAll().stream().filter(secret -> Boolean.TRUE.equals(request.includePlannedDeletion()) || !secret.isDeleted())
                .filter(secret -> request.filters().stream().allMatch(filter -> passes(secret, filter)))
                .sorted((one, other) -> other.changedAt().compareTo(one.changedAt())).toList();
    }

    /** AWS compares the beginnings of words; a value after an exclamation mark is one that must not be there. */
    private boolean passes(SecretRecord secret, Filter filter) {
        var tags = site.tags().read(secret.arn());
        var candidates = switch (filter.key()) {
            case NAME -> List.of(secret.name());
            case DESCRIPTION -> secret.description() == null ? List.<String>of() : List.of(secret.description());
            case TAG_KEY -> List.copyOf(tags.keySet());
            case TAG_VALUE -> List.copyOf(tags.values());
            case null, default -> throw SecretsErrors.parameter("Filtering by " + filter.keyAsString() + " is not possible here.");
        };
        return filter.values().stream().anyMatch(value -> value.startsWith("!")
                ? candidates.stream().noneMatch(candidate -> candidate.startsWith(value.substring(1)))
                : candidates.stream().anyMatch(candidate -> candidate.startsWith(value)));
    }

    static Map<String, String> tags(Collection<Tag> given) {
        return given.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, last) -> last));
    }

    private static boolean same(SecretRecord.Version version, String text, SdkBytes bytes) {
        return Objects.equals(version.text(), text) && Objects.equals(version.bytes(), bytes);
    }

    /** A version's id is the token of the request that made it. */
    private String token(String given) {
        if (given != null && (given.length() < 32 || given.length() > 64)) {
            throw SecretsErrors.parameter("ClientRequestToken must be 32-64 characters long.");
        }
        return given != null
                ? given
                : "%s-%s-4%s-8%s-%s".formatted(site.ids().hexadecimal(8), site.ids().hexadecimal(4),
                        site.ids().hexadecimal(3), site.ids().hexadecimal(3), site.ids().hexadecimal(12));
    }

    private Instant now() { return site.timeline().now(); }
}
