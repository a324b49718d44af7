package com.meddevo.plan;

import java.util.Set;

/**
 * The AWS half of one kind: reads it in batches and carries changes out. It decides nothing: what to change stands in the change.
 *
 * <p>An implementation promises: a change that was cut off anywhere can be applied again; nothing is created twice when an answer was lost;
 * nothing that lacks our tags is touched; what is already as wanted costs no write; waiting never holds the thread.
 */
public interface ResourceDriver<S extends ResourceState> extends Source {
    Class<S> type();

    /** The IAM actions that it calls, e.g. {@code ecs:CreateService}; the operator's policy is tested against them. */
    Set<String> actions();

    /** @param change a create, update or delete of this kind, never a blocked one */
    Outcome apply(Change<S> change, Arns arns);
}
