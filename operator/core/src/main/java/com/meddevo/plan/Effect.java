package com.meddevo.plan;

/** What applying a change of one field does to a running service, least disruptive first. */
public enum Effect {
    /** No task notices. */
    IN_PLACE,
    /** New tasks replace the running ones, by the deployment's rules. */
    ROLLING,
    /** AWS cannot change the field; the change is blocked. */
    IMPOSSIBLE
}
