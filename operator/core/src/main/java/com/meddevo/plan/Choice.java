package com.meddevo.plan;

/** A choice that is made once for all kinds, in {@link Resolved}. */
public enum Choice {
    /** The digest that an app's image is pinned to. */
    IMAGE_DIGEST,
    /** The versions of the secrets that an app's tasks get. */
    SECRET_VERSION,
    /** The priority of an app's listener rule. */
    RULE_PRIORITY,
    /** Which of an app's target groups serves. */
    LIVE_GROUP
}
