package com.meddevo.localcloud.names;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name table that a test fills by hand. */
public final class NamesOfTest implements NameTable {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, List<String>> addresses = Map.of();

    /** Lets a name stand for these addresses. */
    public void put(String name, String... all) {
        Map<String, List<String>> next = new TreeMap<>(addresses);
        next.put(name, List.of(all));
        addresses = next;
        listeners.forEach(Runnable::run);
    }

    @Override
    public Map<String, List<String>> addresses() { return addresses; }

    @Override
    public void onChange(Runnable listener) { listeners.add(listener); }
}
