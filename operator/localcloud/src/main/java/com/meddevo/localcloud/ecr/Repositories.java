package com.meddevo.localcloud.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.registry.ImageCatalog;
import com.meddevo.localcloud.registry.ImageDetail;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.*;

/**
 * The repositories and how they are set up. One that a push created is there without anybody having created it, as with AWS's creation templates, and
 * has ECR's own defaults until somebody changes them.
 */
final class Repositories {

    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
    private static final int MOST_EXCLUSIONS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final ImageCatalog images;
    private final Versioned<String, Repository> created;
    private final Versioned<String, String> policies;
    private final Versioned<String, String> lifecycles;

    Repositories(Site site, ImageCatalog images) {
        this.site = site;
        this.images = images;
        this.created = site.store();
        this.policies = site.store();
        this.lifecycles = site.store();
    }

    /** As a reader sees them, by name. */
    Collection<Repository> all() {
        var all = new TreeMap<String, Repository>();
        images.repositories().forEach(name -> all.put(name, pushed(name)));
        all.putAll(created.readEntries());
        return all.values();
    }

    Repository require(String name) {
        return Optional.ofNullable(name).flatMap(created::get)
                .or(() -> Optional.ofNullable(name).filter(images.repositories()::contains).map(this::pushed))
                .orElseThrow(() -> EcrErrors.repositoryNotFound(name, site.accountId()));
    }

    Repository create(CreateRepositoryRequest request) {
        var name = request.repositoryName();
        if (name == null || name.length() < 2 || name.length() > 256 || !NAME.matcher(name).matches()) {
            throw EcrErrors.invalid("Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression "
                    + "'(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''");
        }
        if (created.get(name).isPresent() || images.repositories().contains(name)) {
            throw EcrErrors.repositoryExists(name, site.accountId());
        }
        exclusions(request.imageTagMutability(), request.imageTagMutabilityExclusionFilters());
        var repository = blank(name, site.timeline().now());
        if (request.imageTagMutability() != null) repository.imageTagMutability(request.imageTagMutability());
        if (request.hasImageTagMutabilityExclusionFilters())
            repository.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        if (request.imageScanningConfiguration() != null) repository.imageScanningConfiguration(request.imageScanningConfiguration());
        if (request.encryptionConfiguration() != null) repository.encryptionConfiguration(request.encryptionConfiguration());
        var made = repository.build();
        created.put(name, made);
        tag(made.repositoryArn(), request.tags());
        return made;
    }

    void change(String name, UnaryOperator<Repository.Builder> change) {
        created.put(name, change.apply(require(name).toBuilder()).build());
    }

    /** Exceptions make sense with a setting that has any, and there are at most five. */
    void exclusions(ImageTagMutability mutability, List<ImageTagMutabilityExclusionFilter> filters) {
        boolean has = mutability == ImageTagMutability.IMMUTABLE_WITH_EXCLUSION || mutability == ImageTagMutability.MUTABLE_WITH_EXCLUSION;
        if (has == filters.isEmpty() || filters.size() > MOST_EXCLUSIONS) {
            throw EcrErrors.invalid("Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint: "
                    + "'1 to 5 filters must be given with a setting that has exclusions, and none with any other'");
        }
    }

    Optional<String> policy(String name) { return policies.read(name); }

    void policy(String name, String text) {
        require(name);
        try {
            if (text == null || !JSON.readTree(text).path("Statement").isContainerNode()) throw EcrErrors.policyMalformed();
        } catch (JsonProcessingException e) {
            throw EcrErrors.policyMalformed();
        }
        policies.put(name, text);
    }

    void withoutPolicy(String name) {
        require(name);
        policies.remove(name);
    }

    Optional<String> lifecycle(String name) { return lifecycles.read(name); }

    void lifecycle(String name, Optional<String> text) {
        require(name);
        text.ifPresentOrElse(policy -> lifecycles.put(name, policy), () -> lifecycles.remove(name));
    }

    void tag(String arn, List<Tag> added) {
        require(name(arn));
        site.tags().add(arn, added.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    List<Tag> tags(String arn) {
        require(name(arn));
        return site.tags().read(arn).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }

    ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("repositories", JsonMemory.list(created.all()));
        policies.entries().forEach((name, text) -> saved.withObjectProperty("policies").put(name, text));
        lifecycles.entries().forEach((name, text) -> saved.withObjectProperty("lifecycles").put(name, text));
        return saved;
    }

    void restore(JsonNode saved) {
        JsonMemory.each(saved.path("repositories"), Repository::builder, Repository.class)
                .forEach(repository -> created.put(repository.repositoryName(), repository));
        texts(saved.path("policies")).forEach(policies::put);
        texts(saved.path("lifecycles")).forEach(lifecycles::put);
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static String name(String arn) {
        if (arn == null || !arn.contains(":repository/")) throw EcrErrors.invalid("Invalid parameter at 'resourceArn'");
        return arn.substring(arn.indexOf(":repository/") + ":repository/".length());
    }

    private Repository pushed(String name) {
        return blank(name, images.list(name).stream().map(ImageDetail::pushedAt).min(Instant::compareTo).orElse(null)).build();
    }

    private Repository.Builder blank(String name, Instant at) {
        return Repository.builder().repositoryName(name).registryId(site.accountId()).repositoryArn(site.arn("ecr", "repository/" + name))
                .repositoryUri("%s.dkr.ecr.%s.amazonaws.com/%s".formatted(site.accountId(), site.region(), name)).createdAt(at)
                .imageTagMutability(ImageTagMutability.MUTABLE).imageScanningConfiguration(scanning -> scanning.scanOnPush(false))
                .encryptionConfiguration(encryption -> encryption.encryptionType(EncryptionType.AES256));
    }
}
