package com.meddevo.registry;

import java.util.List;

/** What an environment says when it is asked which images it needs. */
public sealed interface Answer {
    /** Everything that may be pulled there; read completely. */
    record Needs(List<Need> needs) implements Answer {
        public Needs {
            needs = List.copyOf(needs);
        }
    }

    /** @param because what could not be read, and why: a sentence with AWS's code */
    record Unread(String because) implements Answer {
    }

    /**
     * One image that something in the environment may pull.
     *
     * @param digest {@code sha256:…}; counts in every repository, since equal digests are equal images
     * @param because what needs it, e.g. {@code task 1f09… runs it}
     */
    record Need(String digest, String because) {
    }
}
