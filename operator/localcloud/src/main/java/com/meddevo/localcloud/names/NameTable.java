package com.meddevo.localcloud.names;

import java.util.List;
import java.util.Map;

/** What private DNS would answer: Cloud Map's names, or those of Route 53's zones. Safe to call from any thread. */
public interface NameTable {

    /** Every name that leads anywhere and its A records, such as {@code render.svc.local.meddevo.internal -> [127.1.0.3]}. */
    Map<String, List<String>> addresses();

    /**
     * Asks to be told of every change of {@link #addresses()}.
     *
     * @param listener called after a change, from the thread that made it; it must return at once
     */
    void onChange(Runnable listener);
}
