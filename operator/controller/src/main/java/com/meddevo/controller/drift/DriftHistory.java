package com.meddevo.controller.drift;

import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.fleet.AppKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last drifts of each environment, healed or not. In memory: a restart begins anew. Thread-safe. */
public final class DriftHistory implements LoopListener {
    private static final int MOST = 200;

    private final Map<String, Deque<Entry>> entries = new ConcurrentHashMap<>();

    /**
     * One field that drifted.
     *
     * @param healed when AWS was seen to be as desired again; empty while it is not
     */
    public record Entry(AppKey app, Drift drift, Optional<Instant> healed) {
    }

    /** Newest first, at most 200. */
    public List<Entry> of(String environment) {
        Deque<Entry> known = entries.getOrDefault(environment, new ArrayDeque<>());
        synchronized (known) {
            return List.copyOf(known);
        }
    }

    @Override
    public void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {
        Deque<Entry> known = entries.computeIfAbsent(environment, name -> new ArrayDeque<>());
        synchronized (known) {
            drift.forEach(one -> known.addFirst(new Entry(app, one, Optional.empty())));
            while (known.size() > MOST)
                known.removeLast();
        }
    }

    @Override
    public void healed(String environment, AppKey app, List<Drift> drift, Instant at) {
        Deque<Entry> known = entries.computeIfAbsent(environment, name -> new ArrayDeque<>());
        var keys = drift.stream().map(Drift::key).toList();
        synchronized (known) {
            var healed = new ArrayList<Entry>();
            known.forEach(entry -> healed.add(entry.healed.isEmpty() && entry.app.equals(app) && keys.contains(entry.drift.key())
                    ? new Entry(entry.app, entry.drift, Optional.of(at))
                    : entry));
            known.clear();
            known.addAll(healed);
        }
    }
}
