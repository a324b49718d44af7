package com.meddevo.techdoc.fact;

/** The grammar of a fact's key, e.g. {@code device.measuring_accuracy}. */
public final class FactKey {
    /** Lower-case words with underscores, joined by dots; each word begins with a letter or a digit, the first with a letter. */
    public static final String GRAMMAR = "[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*";

    private FactKey() {}
}
