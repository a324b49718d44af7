package com.meddevo.localcloud.time;

/** Something that is planned on a {@link Timeline} and can be called off. */
public final class Scheduled {

    private final Runnable event;
    private boolean cancelled;

    Scheduled(Runnable event) { this.event = event; }

    /** Calls it off, inside the timeline's lock; without effect once it has run. */
    public void cancel() { cancelled = true; }

    void run() {
        if (!cancelled) {
            event.run();
        }
    }
}
