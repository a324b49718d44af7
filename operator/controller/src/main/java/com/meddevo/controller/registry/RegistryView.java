package com.meddevo.controller.registry;

import com.meddevo.plan.Plan;
import com.meddevo.registry.Candidates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one registry.
 *
 * @param plan what is about to be done to repositories and images, what stays and why
 * @param candidates the images in quarantine
 * @param repositories number of repositories that are looked after
 * @param images number of images that were read
 * @param deleted number of images that were deleted so far
 * @param begun when the newest turn began; empty before the first
 * @param failures what could not be read or done, in sentences
 */
public record RegistryView(Plan plan, Candidates candidates, int repositories, int images, long deleted, Optional<Instant> begun,
        List<String> failures) {
    public RegistryView {
        failures = List.copyOf(failures);
    }

    /** Before the first turn. */
    public static RegistryView unseen(Candidates candidates, long deleted) {
        return new RegistryView(new Plan(List.of(), List.of(), List.of()), candidates, 0, 0, deleted, Optional.empty(), List.of());
    }

    /** The same, when a turn came to nothing. */
    RegistryView failing(String because) {
        return new RegistryView(plan, candidates, repositories, images, deleted, begun, List.of(because));
    }
}
