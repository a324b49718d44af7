package com.meddevo.localcloud.state;

import com.meddevo.localcloud.time.Timeline;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Immutable values by key, in the order in which the keys came, with two views: the truth, which writes are checked against, and what
 * readers see, which is the truth of a little earlier when the account's {@link Consistency} says so. Used inside the account's lock only.
 *
 * @param <K> what identifies a value
 * @param <V> an immutable value
 */
public final class Versioned<K, V> {

    private record Write<K, V>(Instant at, K key, Optional<V> value) {
    }

    private final Timeline timeline;
    private final Consistency consistency;
    private final Map<K, V> truth = new LinkedHashMap<>();
    private final Map<K, V> visible = new LinkedHashMap<>();
    private final Deque<Write<K, V>> pending = new ArrayDeque<>();
    private long writes;

    Versioned(Timeline timeline, Consistency consistency) {
        this.timeline = timeline;
        this.consistency = consistency;
    }

    /** The value as it is. */
    public Optional<V> get(K key) { return Optional.ofNullable(truth.get(key)); }

    /** All values as they are. */
    public Collection<V> all() { return Collections.unmodifiableCollection(truth.values()); }

    /** All keys and values as they are. */
    public Map<K, V> entries() { return Collections.unmodifiableMap(truth); }

    /** The value as a reader sees it. */
    public Optional<V> read(K key) {
        catchUp();
        return Optional.ofNullable(visible.get(key));
    }

    /** All values as a reader sees them. */
    public Collection<V> readAll() {
        catchUp();
        return Collections.unmodifiableCollection(visible.values());
    }

    /** All keys and values as a reader sees them. */
    public Map<K, V> readEntries() {
        catchUp();
        return Collections.unmodifiableMap(visible);
    }

    /** How often something was written; two equal numbers mean that nothing has changed between them. */
    public long writes() {
        return writes;
    }

    /** Sets a value. */
    public void put(K key, V value) {
        writes++;
        truth.put(key, value);
        pending.add(new Write<>(timeline.now(), key, Optional.of(value)));
        catchUp();
    }

    /** Removes a value, if there is one. */
    public void remove(K key) {
        writes++;
        truth.remove(key);
        pending.add(new Write<>(timeline.now(), key, Optional.empty()));
        catchUp();
    }

    private void catchUp() {
        var seenUntil = timeline.now().minus(consistency.lag());
        while (!pending.isEmpty() && !pending.peek().at().isAfter(seenUntil)) {
            var write = pending.poll();
            write.value().ifPresentOrElse(value -> visible.put(write.key(), value), () -> visible.remove(write.key()));
        }
    }
}
