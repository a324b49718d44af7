package com.meddevo.change.input;

import java.util.Locale;

/** What a plan does to one resource. */
public enum Action {
    CREATE, UPDATE, REPLACE, DELETE,
    /** Terraform stops looking after it and leaves it standing; or the operator takes over what others made. */
    FORGET, ADOPT,
    /** The operator holds it back. */
    BLOCKED,
    /** The plan could not read what it would need to decide. */
    UNREAD;

    /** As policies write it. */
    @Override
    public String toString() { return name().toLowerCase(Locale.ROOT); }
}
