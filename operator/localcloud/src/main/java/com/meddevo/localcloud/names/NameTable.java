package com.meddevo.localcloud.names;

import java.util.List;
import java.util.Map;

/** What Cloud Map's private DNS would answer, kept by the simulated Cloud Map. Safe to call from any thread. */
public interface NameTable {

    /** Every name with at least one instance and its A records, such as {@code render.svc.local.meddevo.internal -> [127.1.0.3]}. */
    Map<String, List<String>> addresses();

    /**
     * Asks to be told of every change of {@link #addresses()}.
     *
     * @param listener called after a change, from the thread that made it; it must return at once
     */
    void onChange(Runnable listener);
}
