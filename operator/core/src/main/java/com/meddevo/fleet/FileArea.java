package com.meddevo.fleet;

import java.util.Objects;

/**
 * A folder of the environment's file system that an app's tasks see. Apps that name the same path share the folder and what lies in it.
 *
 * @param name the app's own name for it, e.g. {@code blobs}
 * @param mountPath where the app's container sees it
 * @param path the folder on the file system, made with the owner and permissions below if it is not there yet
 * @param access what the app may do there
 */
public record FileArea(String name, String mountPath, String path, Access access, Owner owner) {
    public FileArea {
        Objects.requireNonNull(access);
    }

    /** Whether an app may change what it sees. */
    public enum Access {
        READ_WRITE, READ_ONLY
    }

    /**
     * As whom every access is made, whoever the process is, and to whom a folder belongs that is made.
     *
     * @param uid POSIX user, 1 to 4294967295
     * @param gid POSIX group, 1 to 4294967295
     * @param permissions octal, e.g. {@code 750}
     */
    public record Owner(long uid, long gid, String permissions) {
    }

    /** Whether the app may only read. */
    public boolean readOnly() { return access == Access.READ_ONLY; }
}
