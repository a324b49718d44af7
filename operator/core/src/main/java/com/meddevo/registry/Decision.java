package com.meddevo.registry;

import com.meddevo.plan.Change;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a clean-up came to.
 *
 * @param plan what is deleted, what stays and why, and what was not read
 * @param candidates to be handed to the next one
 */
public record Decision(Plan plan, Candidates candidates) {
    /** The images that are to be deleted. */
    public Set<ResourceId> deleted() {
        return plan.applicable().stream().map(Change::id).collect(Collectors.toUnmodifiableSet());
    }
}
