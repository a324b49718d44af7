package com.meddevo.aws.adopt;

/** A service that cannot become an app: what it is, and what would have to change. A sentence for people. */
public final class NotAdoptable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAdoptable(String because) { super(because); }
}
