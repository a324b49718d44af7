package com.meddevo.localcloud.task;

import java.util.Optional;

/**
 * A volume as one container sees it.
 *
 * @param volume   name of the volume in the task definition
 * @param path     where the container sees it
 * @param shared   what it is on the shared file system, {@code <file system>/<path>}, the same for every task that sees the same files;
 *                 empty for a volume that is the task's own and goes with it
 * @param readOnly whether the container may change nothing in it
 */
public record Mount(String volume, String path, Optional<String> shared, boolean readOnly) {
}
