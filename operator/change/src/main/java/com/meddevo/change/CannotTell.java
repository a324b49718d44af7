package com.meddevo.change;

/** Something that people wrote or made cannot be used: which file, why, and what to do. Never holds a value of a plan. */
public final class CannotTell extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotTell(String message) { super(message); }
}
