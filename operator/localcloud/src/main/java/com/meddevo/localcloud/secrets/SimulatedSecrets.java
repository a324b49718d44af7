package com.meddevo.localcloud.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedSecrets implements SecretsManagerClient {

    private static final int PAGE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final Secrets secrets;

    /** Nothing in it yet. */
    public SimulatedSecrets(Site site) {
        this.site = site;
        this.secrets = new Secrets(site);
    }

    /** Writes down the secrets with their values. */
    public ObjectNode save() { return SecretsMemory.save(secrets); }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) { SecretsMemory.restore(saved, secrets); }

    /**
     * What a task gets for a container definition's {@code valueFrom}: {@code <ARN>[:<key>:<stage>:<version id>]}.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if there is no such value, as the service refuses it
     */
    public String value(String valueFrom) {
        var parts = valueFrom.split(":", -1);
        var arn = String.join(":", List.of(parts).subList(0, Math.min(7, parts.length)));
        var version = version(secrets.live(arn), part(parts, 9), part(parts, 8)).getValue();
        var text = version.text() != null ? version.text() : version.bytes().asUtf8String();
        var key = part(parts, 7);
        return key == null ? text : ofKey(text, key);
    }

    private static String part(String[] parts, int index) { return index < parts.length && !parts[index].isEmpty() ? parts[index] : null; }

    private static String ofKey(String text, String key) {
        try {
            var value = JSON.readTree(text).path(key);
            if (!value.isMissingNode()) {
                return value.isValueNode() ? value.asText() : value.toString();
            }
        } catch (JsonProcessingException e) {
            throw SecretsErrors.parameter("invalid character: the secret is no JSON object");
        }
        throw SecretsErrors.notFound(": retrieved secret from Secrets Manager did not contain json key " + key);
    }

    private static Map.Entry<String, SecretRecord.Version> version(SecretRecord secret, String id, String stage) {
        if (id != null) {
            var version = secret.versions().get(id);
            if (version == null || stage != null && !version.stages().contains(stage)) {
                throw SecretsErrors.notFound(" value for VersionId: " + id);
            }
            return Map.entry(id, version);
        }
        var label = stage == null ? SecretRecord.CURRENT : stage;
        return secret.staged(label).orElseThrow(() -> SecretsErrors.notFound(" value for staging label: " + label));
    }

    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        var secret = secrets.create(request);
        return CreateSecretResponse.builder().arn(secret.arn()).name(secret.name())
                .versionId(secret.versions().keySet().stream().findFirst().orElse(null)).build();
    }

    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        var secret = secrets.any(request.secretId());
        return DescribeSecretResponse.builder().arn(secret.arn()).name(secret.name()).description(secret.description())
                .kmsKeyId(secret.kmsKeyId()).createdDate(secret.createdAt()).lastChangedDate(secret.changedAt())
                .deletedDate(secret.deletedAt()).versionIdsToStages(stages(secret)).tags(tags(secret)).build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        var secret = secrets.live(request.secretId());
        var version = version(secret, request.versionId(), request.versionStage());
        return GetSecretValueResponse.builder().arn(secret.arn()).name(secret.name()).versionId(version.getKey())
                .secretString(version.getValue().text()).secretBinary(version.getValue().bytes())
                .versionStages(version.getValue().stages().stream().sorted().toList()).createdDate(version.getValue().createdAt()).build();
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        var secret = secrets.live(request.secretId());
        var id = secrets.put(secret, request.clientRequestToken(), request.secretString(), request.secretBinary(), request.versionStages());
        return PutSecretValueResponse.builder().arn(secret.arn()).name(secret.name()).versionId(id)
                .versionStages(secrets.any(secret.name()).versions().get(id).stages().stream().sorted().toList()).build();
    }

    @Override
    public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
        var secret = secrets.live(request.secretId()).described(request.description(), request.kmsKeyId(), site.timeline().now());
        secrets.secrets.put(secret.name(), secret);
        var id = request.secretString() == null && request.secretBinary() == null
                ? null
                : secrets.put(secret, request.clientRequestToken(), request.secretString(), request.secretBinary(), List.of());
        return UpdateSecretResponse.builder().arn(secret.arn()).name(secret.name()).versionId(id).build();
    }

    @Override
    public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
        var secret = secrets.live(request.secretId());
        var from = secret.staged(request.versionStage()).map(Map.Entry::getKey);
        if (from.isPresent() && !from.get().equals(request.removeFromVersionId())) {
            throw SecretsErrors
                    .parameter("The parameter RemoveFromVersionId can't be empty. Staging label %s is currently attached to version %s, so "
                            .formatted(request.versionStage(), from.get())
                            + "you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (!secret.versions().containsKey(request.moveToVersionId())) {
            throw SecretsErrors.notFound(" value for VersionId: " + request.moveToVersionId());
        }
        secrets.secrets.put(secret.name(), secret.move(request.versionStage(), request.moveToVersionId()));
        return UpdateSecretVersionStageResponse.builder().arn(secret.arn()).name(secret.name()).build();
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
        var page = page(secrets.list(request), request.nextToken(), request.maxResults());
        return ListSecretsResponse.builder().secretList(page.items().stream().map(this::entry).toList()).nextToken(page.next()).build();
    }

    private SecretListEntry entry(SecretRecord secret) {
        return SecretListEntry.builder().arn(secret.arn()).name(secret.name()).description(secret.description())
                .kmsKeyId(secret.kmsKeyId()).createdDate(secret.createdAt()).lastChangedDate(secret.changedAt())
                .deletedDate(secret.deletedAt()).secretVersionsToStages(stages(secret)).tags(tags(secret)).build();
    }

    @Override
    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
        var secret = secrets.read(request.secretId());
        var all = new ArrayList<SecretVersionsListEntry>();
        secret.versions().forEach((id, version) -> {
            if (!version.stages().isEmpty() || Boolean.TRUE.equals(request.includeDeprecated())) {
                all.add(SecretVersionsListEntry.builder().versionId(id).versionStages(version.stages().stream().sorted().toList())
                        .createdDate(version.createdAt()).build());
            }
        });
        var page = page(all, request.nextToken(), request.maxResults());
        return ListSecretVersionIdsResponse.builder().arn(secret.arn()).name(secret.name()).versions(page.items()).nextToken(page.next())
                .build();
    }

    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        var secret = secrets.delete(request);
        return DeleteSecretResponse.builder().arn(secret.arn()).name(secret.name()).deletionDate(secret.deleteOn()).build();
    }

    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
        var secret = secrets.restore(request.secretId());
        return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        site.tags().add(secrets.live(request.secretId()).arn(), Secrets.tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        site.tags().remove(secrets.live(request.secretId()).arn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    /** Versions that no label is on are not shown. */
    private static Map<String, List<String>> stages(SecretRecord secret) {
        return secret.versions().entrySet().stream().filter(version -> !version.getValue().stages().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, version -> version.getValue().stages().stream().sorted().toList()));
    }

    private List<Tag> tags(SecretRecord secret) {
        return site.tags().read(secret.arn()).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && (size < 1 || size > PAGE)) {
            throw SecretsErrors.parameter("MaxResults must be between 1 and 100.");
        }
        return Page.of(all, token, size == null ? PAGE : size).orElseThrow(SecretsErrors::token);
    }

    @Override
    public String serviceName() { return AwsService.SECRETS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
