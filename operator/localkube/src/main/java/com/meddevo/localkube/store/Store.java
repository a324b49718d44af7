package com.meddevo.localkube.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Every object of the API. Objects that go in or come out are never changed again; who wants to change one copies it. A write states which
 * object it replaces and fails when that is no longer the current one, so nobody holds a lock while validating.
 */
public final class Store implements AutoCloseable {
    /** The revision of an empty store: a watch from an older one gets 410, as on a server that forgot its beginnings. */
    private static final long FIRST_REVISION = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService syncing = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("state-sync").factory());
    private final Journal journal;
    private History history;
    private long revision = FIRST_REVISION;
    private boolean closed;

    private Store(Path file, int keptChanges) {
        history = new History(keptChanges, revision);
        journal = Journal.open(file, new Recovery(keptChanges));
        journal.rewrite(revision, objects.entrySet());
        syncing.scheduleWithFixedDelay(journal::sync, 200, 200, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a store.
     *
     * @param file where it is kept; created if absent
     * @param keptChanges how many changes watches can look back
     */
    public static Store open(Path file, int keptChanges) { return new Store(file, keptChanges); }

    /** The resource version of the newest write. */
    public long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /** One object, if it is there. */
    public Optional<ObjectNode> get(ObjectKey key) {
        lock.lock();
        try {
            return Optional.ofNullable(objects.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** The objects of a collection now; {@code namespace} empty: of all namespaces. */
    public Listing list(String collection, String namespace) {
        lock.lock();
        try {
            return new Listing(revision, List.copyOf(current(collection, namespace).values()));
        } finally {
            lock.unlock();
        }
    }

    /** The objects of a collection as they were at a revision; 410 when the history no longer reaches back to it. */
    public Listing listAt(String collection, String namespace, long at) {
        lock.lock();
        try {
            requireKnown(at);
            NavigableMap<ObjectKey, ObjectNode> then = new TreeMap<>(current(collection, namespace));
            for (Change change : history.after(at).reversed()) {
                if (isIn(change.key(), collection, namespace)) {
                    if (change.created()) {
                        then.remove(change.key());
                    } else {
                        then.put(change.key(), change.before());
                    }
                }
            }
            return new Listing(at, List.copyOf(then.values()));
        } finally {
            lock.unlock();
        }
    }

    /** Every key that belongs to a namespace. */
    public List<ObjectKey> keysIn(String namespace) {
        lock.lock();
        try {
            return objects.keySet().stream().filter(key -> key.namespace().equals(namespace)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Every object with its key. */
    public Map<ObjectKey, ObjectNode> all() {
        lock.lock();
        try {
            return new TreeMap<>(objects);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes an object and gives it the next resource version.
     *
     * @param expected the very object it replaces, as it came from this store; null when there must be none
     * @param object becomes the store's own
     * @param guard runs while nobody else can write; what it throws keeps the write from happening
     * @return the object as written, or empty when {@code expected} is not what is there now
     */
    public Optional<ObjectNode> put(ObjectKey key, ObjectNode expected, ObjectNode object, Runnable guard) {
        return write(key, expected, object, false, guard);
    }

    /** Deletes an object; {@code last} is its last form. Empty when {@code expected} is not what is there now. */
    public Optional<ObjectNode> remove(ObjectKey key, ObjectNode expected, ObjectNode last) {
        return write(key, expected, last, true, () -> {});
    }

    private Optional<ObjectNode> write(ObjectKey key, ObjectNode expected, ObjectNode object, boolean deleted, Runnable guard) {
        lock.lock();
        try {
            if (closed || objects.get(key) != expected) {
                if (closed) {
                    throw ApiFailure.internal("the API is shutting down");
                }
                return Optional.empty();
            }
            guard.run();
            object.withObject("/metadata").put("resourceVersion", Long.toString(revision + 1));
            Change change = new Change(revision + 1, key, expected, object, deleted);
            journal.append(change);
            replay(change);
            listeners.forEach(listener -> listener.accept(change));
            if (journal.outgrown()) {
                journal.rewrite(revision, objects.entrySet());
            }
            changed.signalAll();
            return Optional.of(object);
        } finally {
            lock.unlock();
        }
    }

    private void replay(Change change) {
        revision = change.revision();
        history.add(change);
        if (change.deleted()) {
            objects.remove(change.key());
        } else {
            objects.put(change.key(), change.after());
        }
    }

    /** Calls back for every write from now on, in order, before the writer goes on. Must be quick and must not write. */
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /**
     * Waits for changes after a revision.
     *
     * @return the changes, oldest first; none when the time is over or the store was closed
     * @throws ApiFailure 410 when the history no longer reaches back
     */
    public List<Change> changesAfter(long seen, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!closed && revision <= seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (revision <= seen) {
                return List.of();
            }
            requireKnown(seen);
            return history.after(seen);
        } finally {
            lock.unlock();
        }
    }

    private void requireKnown(long asked) {
        if (asked < history.floor()) {
            throw ApiFailure.expired("too old resource version: " + asked + " (" + history.floor() + ")");
        }
    }

    /** Whether the store takes no more writes. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        syncing.close();
        journal.close();
    }

    private NavigableMap<ObjectKey, ObjectNode> current(String collection, String namespace) {
        NavigableMap<ObjectKey, ObjectNode> found = new TreeMap<>();
        for (Map.Entry<ObjectKey, ObjectNode> each : objects.tailMap(new ObjectKey(collection, namespace, "")).entrySet()) {
            if (!isIn(each.getKey(), collection, namespace)) {
                break;
            }
            found.put(each.getKey(), each.getValue());
        }
        return found;
    }

    private static boolean isIn(ObjectKey key, String collection, String namespace) {
        return key.collection().equals(collection) && (namespace.isEmpty() || key.namespace().equals(namespace));
    }

    /** Builds the state from the file. */
    private final class Recovery implements Journal.Reader {
        private final int keptChanges;

        Recovery(int keptChanges) { this.keptChanges = keptChanges; }

        @Override
        public void begin(long at) {
            revision = at;
            history = new History(keptChanges, at);
        }

        @Override
        public void kept(String collection, ObjectNode object) { objects.put(key(collection, object), object); }

        @Override
        public void put(String collection, ObjectNode object) {
            ObjectKey key = key(collection, object);
            replay(new Change(revisionOf(object), key, objects.get(key), object, false));
        }

        @Override
        public void removed(String collection, ObjectNode object) {
            ObjectKey key = key(collection, object);
            replay(new Change(revisionOf(object), key, objects.get(key), object, true));
        }

        private static ObjectKey key(String collection, ObjectNode object) {
            return new ObjectKey(collection, object.at("/metadata/namespace").asText(""), object.at("/metadata/name").asText());
        }

        private static long revisionOf(ObjectNode object) { return Long.parseLong(object.at("/metadata/resourceVersion").asText()); }
    }
}
