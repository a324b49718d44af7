package com.meddevo.aws.imagerepository;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilterType;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Repositories in AWS. */
public final class ImageRepositoryDriver {
    /** The tag that says which registry looks after a repository. */
    static final String OWNER = "meddevo:registry";
    private static final int PAGE = 1000;
    private static final Set<ImageTagMutability> IMMUTABLE = Set.of(ImageTagMutability.IMMUTABLE,
            ImageTagMutability.IMMUTABLE_WITH_EXCLUSION);

    private final EcrClient ecr;
    private final Registry registry;

    public ImageRepositoryDriver(EcrClient ecr, Registry registry) {
        this.ecr = ecr;
        this.registry = registry;
    }

    /** The IAM actions that it calls. */
    public Set<String> actions() {
        return Set.of("ecr:DescribeRepositories", "ecr:GetRepositoryPolicy", "ecr:GetLifecyclePolicy", "ecr:ListTagsForResource",
                "ecr:CreateRepository", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability", "ecr:SetRepositoryPolicy",
                "ecr:DeleteRepositoryPolicy",
                "ecr:DeleteLifecyclePolicy", "ecr:TagResource");
    }

    /** Every repository with the registry's prefix; throws if one of them cannot be read. */
    public List<ImageRepository> observe() {
        return InParallel.map(listed(), this::read);
    }

    private List<Repository> listed() {
        return ecr.describeRepositoriesPaginator(request -> request.registryId(registry.account().id()).maxResults(PAGE)).repositories()
                .stream().filter(repository -> repository.repositoryName().startsWith(registry.prefix())).toList();
    }

    private ImageRepository read(Repository repository) {
        String name = repository.repositoryName();
        var ours = new HashMap<String, String>();
        var others = new ArrayList<String>();
        orNothing("RepositoryPolicyNotFoundException",
                () -> ecr.getRepositoryPolicy(request -> request.registryId(registry.account().id()).repositoryName(name)).policyText())
                .map(PolicyDocument::parse).map(PolicyDocument::statements).orElse(List.of()).forEach(statement -> {
                    String sid = statement.path("Sid").asText();
                    if (sid.equals(ImageRepositories.PULL) || sid.equals(ImageRepositories.PUSH)) ours.put(sid, statement.toString());
                    else
                        others.add(statement.toString());
                });
        boolean lifecycle = orNothing("LifecyclePolicyNotFoundException",
                () -> ecr.getLifecyclePolicy(request -> request.registryId(registry.account().id()).repositoryName(name))).isPresent();
        var moving = repository.imageTagMutabilityExclusionFilters().stream().map(ImageTagMutabilityExclusionFilter::filter).toList();
        return new ImageRepository(ImageRepository.idOf(name), repository.imageScanningConfiguration().scanOnPush(),
                IMMUTABLE.contains(repository.imageTagMutability()), moving, ours, lifecycle,
                Optional.ofNullable(tags(repository.repositoryArn()).get(OWNER)), others);
    }

    private Map<String, String> tags(String arn) {
        return ecr.listTagsForResource(request -> request.resourceArn(arn)).tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static <T> Optional<T> orNothing(String code, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (EcrException e) {
            if (AwsErrors.code(e).equals(code)) return Optional.empty();
            throw e;
        }
    }

    /** Carries out a create or an update. What turns out to be there already is left to the next reading, which tells whose it is. */
    public Outcome apply(Change<ImageRepository> change) {
        var desired = change.after().orElseThrow();
        try {
            if (change.before().isPresent()) update(change.before().get(), desired);
            else
                create(desired);
            return new Outcome.Done();
        } catch (RuntimeException e) {
            if (!AwsErrors.fromAws(e)) throw e;
            if (change.before().isEmpty() && AwsErrors.alreadyExists(e)) return new Outcome.Done();
            return AwsErrors.outcome(change.id(), e);
        }
    }

    private void create(ImageRepository desired) {
        ecr.createRepository(request -> {
            request.registryId(registry.account().id()).repositoryName(desired.name()).tags(ownTags())
                    .imageScanningConfiguration(scan -> scan.scanOnPush(desired.scanOnPush())).imageTagMutability(mutability(desired));
            if (!desired.movingTags().isEmpty()) request.imageTagMutabilityExclusionFilters(filters(desired));
            registry.settings().kmsKeyArn()
                    .ifPresent(key -> request.encryptionConfiguration(with -> with.encryptionType(EncryptionType.KMS).kmsKey(key)));
        });
        if (!desired.policy().isEmpty()) setPolicy(desired);
    }

    private void update(ImageRepository observed, ImageRepository desired) {
        String account = registry.account().id();
        String name = desired.name();
        if (observed.scanOnPush() != desired.scanOnPush())
            ecr.putImageScanningConfiguration(request -> request.registryId(account).repositoryName(name)
                    .imageScanningConfiguration(scan -> scan.scanOnPush(desired.scanOnPush())));
        if (observed.immutable() != desired.immutable() || !observed.movingTags().equals(desired.movingTags()))
            ecr.putImageTagMutability(request -> {
                request.registryId(account).repositoryName(name).imageTagMutability(mutability(desired));
                if (!desired.movingTags().isEmpty()) request.imageTagMutabilityExclusionFilters(filters(desired));
            });
        if (!observed.policy().equals(desired.policy())) setPolicy(desired);
        if (observed.lifecyclePolicy()) ecr.deleteLifecyclePolicy(request -> request.registryId(account).repositoryName(name));
        if (!observed.registry().equals(desired.registry()))
            ecr.tagResource(request -> request.resourceArn(arn(name)).tags(ownTags()));
    }

    private String arn(String name) {
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(registry.account().region(), registry.account().id(), name);
    }

    private void setPolicy(ImageRepository desired) {
        var statements = new ArrayList<>(desired.others());
        desired.policy().values().stream().sorted().forEach(statements::add);
        if (statements.isEmpty())
            ecr.deleteRepositoryPolicy(request -> request.registryId(registry.account().id()).repositoryName(desired.name()));
        else
            ecr.setRepositoryPolicy(request -> request.registryId(registry.account().id()).repositoryName(desired.name())
                    .policyText(PolicyDocument.of(statements)));
    }

    private static ImageTagMutability mutability(ImageRepository desired) {
        if (!desired.immutable()) return ImageTagMutability.MUTABLE;
        return desired.movingTags().isEmpty() ? ImageTagMutability.IMMUTABLE : ImageTagMutability.IMMUTABLE_WITH_EXCLUSION;
    }

    private static List<ImageTagMutabilityExclusionFilter> filters(ImageRepository desired) {
        return desired.movingTags().stream().map(pattern -> ImageTagMutabilityExclusionFilter.builder()
                .filterType(ImageTagMutabilityExclusionFilterType.WILDCARD).filter(pattern).build()).toList();
    }

    private List<Tag> ownTags() {
        return Map.of("ManagedBy", "meddevo-operator", OWNER, registry.name()).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }
}
