package com.meddevo.aws.imagerepository;

import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An ECR repository.
 *
 * @param id where other ids have an app stands the repository's name, prefix and all
 * @param immutable whether tags stay where they were pushed
 * @param movingTags patterns of those that may move all the same; sorted
 * @param policy our statements by their Sid, each in {@linkplain PolicyDocument one form}
 * @param lifecyclePolicy whether ECR deletes images by rules of its own
 * @param registry whose tag it carries; empty for one that nobody has claimed
 * @param others statements of the policy that are not ours, as they were read
 */
public record ImageRepository(ResourceId id, boolean scanOnPush, boolean immutable, List<String> movingTags, Map<String, String> policy,
        boolean lifecyclePolicy, Optional<String> registry, @Undeclared List<String> others) implements ResourceState {
    /** The kind's name. */
    public static final String KIND = "image-repository";

    public ImageRepository {
        movingTags = movingTags.stream().sorted().toList();
        policy = Map.copyOf(policy);
        others = List.copyOf(others);
    }

    static ResourceId idOf(String name) { return new ResourceId(KIND, name, "main"); }

    /** The physical name. */
    public String name() { return id.app(); }

    /** Accounts that statements of others let pull; {@code *} for everybody. */
    public Set<String> pullersBeyondOurs() {
        return others.stream().flatMap(statement -> PolicyDocument.pullers(statement).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
