package com.meddevo.fleet;

/**
 * What an app's tasks run on, and what people may do with them.
 *
 * @param executeCommand whether people may open a shell in a task (ECS Exec)
 */
public record Capacity(boolean executeCommand) {
    /** On-demand Fargate, with no shell. */
    public static final Capacity USUAL = new Capacity(false);
}
