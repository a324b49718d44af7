package com.meddevo.localkube.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.store.Change;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Writes;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows every write on one virtual thread and does what follows from it. At the start it looks at everything once. */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration UNTIL_SOMETHING_HAPPENS = Duration.ofHours(1);

    private final Store store;
    private final List<Follower> followers;
    private final Thread thread;

    /** Starts following. */
    public Lifecycle(Store store, ResourceTypes types, Writes writes, Deletion deletion) {
        this.store = store;
        followers = List.of(new GarbageCollector(store, types, writes, deletion), new NamespaceTermination(store, types, writes, deletion),
                new KindTermination(store, types, writes, deletion));
        thread = Thread.ofVirtual().name("lifecycle").start(this::run);
    }

    /** Somebody who acts on what was written. */
    interface Follower {

        /** An object is there, new or changed. */
        void present(ObjectKey key, ObjectNode object);

        /** An object is gone. */
        void gone(ObjectKey key, ObjectNode last);
    }

    private void run() {
        long seen = lookAtAll();
        while (!store.isClosed()) {
            try {
                for (Change change : store.changesAfter(seen, UNTIL_SOMETHING_HAPPENS)) {
                    follow(change);
                    seen = change.revision();
                }
            } catch (ApiFailure e) {
                seen = lookAtAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long lookAtAll() {
        long revision = store.revision();
        store.all().forEach((key, object) -> followers.forEach(each -> guarded(key, () -> each.present(key, object))));
        return revision;
    }

    private void follow(Change change) {
        for (Follower each : followers) {
            guarded(change.key(), () -> {
                if (change.deleted()) {
                    each.gone(change.key(), change.after());
                } else {
                    each.present(change.key(), change.after());
                }
            });
        }
    }

    /** One object that cannot be dealt with must not keep others from being dealt with. */
    private void guarded(ObjectKey key, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (!store.isClosed()) {
                LOG.warn("cannot follow up a change, collection={} namespace={} name={} cause={}", key.collection(), key.namespace(),
                        key.name(),
                        e.toString());
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
