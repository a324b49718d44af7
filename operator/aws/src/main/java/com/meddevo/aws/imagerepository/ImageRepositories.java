package com.meddevo.aws.imagerepository;

import com.meddevo.plan.Change;
import com.meddevo.plan.Kept;
import com.meddevo.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a registry wants of its repositories. Pure. */
public final class ImageRepositories {
    static final String PULL = "MeddevoPull";
    static final String PUSH = "MeddevoPush";
    /** What a pull takes, and what the operator asks of a tag and of what it may do from an environment's account. */
    private static final List<String> PULLS = List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages",
            "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer");
    private static final List<String> PUSHES = List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
            "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart");

    private final Registry registry;
    private final Map<String, String> policy;

    /** @param accounts numbers of the accounts whose environments may pull */
    public ImageRepositories(Registry registry, Collection<String> accounts) {
        this.registry = registry;
        this.policy = policy(registry, accounts);
    }

    /** The registry's own account needs no policy: there IAM alone decides. */
    private static Map<String, String> policy(Registry registry, Collection<String> accounts) {
        var policy = new HashMap<String, String>();
        var pullers = accounts.stream().filter(account -> !account.equals(registry.account().id())).sorted().distinct()
                .map(account -> "arn:aws:iam::" + account + ":root").toList();
        if (!pullers.isEmpty()) policy.put(PULL, PolicyDocument.allow(PULL, pullers, PULLS));
        if (!registry.settings().pushers().isEmpty())
            policy.put(PUSH, PolicyDocument.allow(PUSH, registry.settings().pushers(), PUSHES));
        return policy;
    }

    /** What becomes of the repositories, and those that stay as they are. */
    public record Planned(List<Change<?>> changes, List<Kept> kept) {
    }

    /**
     * @param named physical names of the repositories that apps name
     * @param observed every repository with the registry's prefix
     */
    public Planned plan(Collection<String> named, List<ImageRepository> observed) {
        var there = new TreeMap<String, ImageRepository>();
        observed.forEach(repository -> there.put(repository.name(), repository));
        var changes = new ArrayList<Change<?>>();
        var kept = new ArrayList<Kept>();
        named.stream().sorted().distinct().forEach(name -> {
            var found = Optional.ofNullable(there.remove(name));
            Change.between(found, desired(name, found)).map(change -> unlessForeign(change, found)).ifPresent(changes::add);
        });
        there.values().forEach(rest -> kept.add(new Kept(rest.id(), "no app names it: a repository holds what was released")));
        return new Planned(changes, kept);
    }

    private ImageRepository desired(String name, Optional<ImageRepository> found) {
        var settings = registry.settings();
        return new ImageRepository(ImageRepository.idOf(name), settings.scanOnPush(), settings.immutable(),
                settings.immutable() ? settings.movingTags() : List.of(), policy, false, Optional.of(registry.name()),
                found.map(ImageRepository::others).orElse(List.of()));
    }

    private Change<ImageRepository> unlessForeign(Change<ImageRepository> change, Optional<ImageRepository> found) {
        return found.flatMap(ImageRepository::registry).filter(owner -> !owner.equals(registry.name()))
                .<Change<ImageRepository>>map(owner -> change.blockedBy("ownership",
                        "it carries the tag meddevo:registry=" + owner
                                + ": one registry looks after it, so give the two different prefixes"))
                .orElse(change);
    }
}
