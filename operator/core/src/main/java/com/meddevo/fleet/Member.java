package com.meddevo.fleet;

import java.util.Objects;

/** What the fleet knows of one app. Whoever is no member at all is unknown, and nothing of an unknown app is ever deleted. */
public sealed interface Member {
    AppKey key();

    /** The app is to be as its spec says. */
    record Wanted(AppSpec app) implements Member {
        @Override
        public AppKey key() { return app.key(); }
    }

    /**
     * The app exists, but nothing of it may be touched: it is suspended, or its spec cannot be used. It keeps its priorities and names.
     *
     * @param because a sentence for people, e.g. {@code suspended until 2026-12-01: migration}
     */
    record Held(AppKey key, String because) implements Member {
        public Held {
            Objects.requireNonNull(because);
        }
    }

    /**
     * An older app has the name. This one is not planned and claims nothing; the older one is planned as if it were alone.
     *
     * @param holder the app that has the name
     */
    record NameTaken(AppKey key, AppKey holder) implements Member {
    }

    /** The app is being deleted. */
    record Leaving(AppKey key, Deletion deletion) implements Member {
    }

    /** What happens in AWS when an app is deleted. */
    enum Deletion {
        /** Everything goes that no record-keeping needs; log groups stay. */
        DELETE,
        /** Everything stays as it is and is no longer watched. */
        RETAIN
    }
}
