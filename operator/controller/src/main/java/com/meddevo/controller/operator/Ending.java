package com.meddevo.controller.operator;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it must not go on: it lost its lease, or it no longer hears of changes. It ends at once and without shutdown hooks, since a hook
 * that waits for the thread that ends the process would wait for ever; Kubernetes starts a new one. While the process stops anyway, nothing happens.
 */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final AtomicBoolean stopping = new AtomicBoolean();

    /** The process stops in good order from here on. */
    void begins() { stopping.set(true); }

    /** @param because a sentence for the log */
    void now(String because) {
        if (stopping.get()) return;
        LOG.atError().addKeyValue("cause", because).log("the operator ends at once");
        Runtime.getRuntime().halt(1);
    }
}
