package com.meddevo.fleet;

/**
 * How the operator deals with what it finds in AWS.
 *
 * @param adopt whether resources of the app's names that nobody owns may be taken over
 */
public record Upkeep(boolean adopt) {
    /** What is not ours stays so. */
    public static final Upkeep USUAL = new Upkeep(false);
}
