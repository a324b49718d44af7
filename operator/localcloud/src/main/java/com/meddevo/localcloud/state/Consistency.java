package com.meddevo.localcloud.state;

import java.time.Duration;

/** How late readers see what was written: AWS calls it eventual consistency. Off (zero) unless switched on. */
public final class Consistency {

    private volatile Duration lag = Duration.ZERO;

    /** How old what readers see may be. */
    public Duration lag() { return lag; }

    /** Lets every describe and list answer with the state of so long ago; zero makes reads immediate again. */
    public void lag(Duration newLag) {
        lag = newLag;
    }
}
