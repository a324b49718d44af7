package com.meddevo.localcloud.registry;

import java.nio.file.Path;

/** What a task of this machine runs instead of a container image. */
public sealed interface LocalImage {

    /** {@code sha256:} and 64 hexadecimal digits, over everything that decides what runs. */
    String digest();

    /**
     * A jar that a Java runtime starts with {@code -jar}.
     *
     * @param digest digest of the image
     * @param jar    the jar inside the registry; never changes
     */
    record Jar(String digest, Path jar) implements LocalImage {
    }

    /**
     * A command that a shell runs, whatever language the program behind it is written in.
     *
     * @param digest  digest of the image
     * @param command text for {@code /bin/sh -c}
     */
    record Command(String digest, String command) implements LocalImage {
    }
}
