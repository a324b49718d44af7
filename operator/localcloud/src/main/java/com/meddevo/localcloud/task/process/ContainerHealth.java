package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.HealthCommand;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Asks a container again and again how it is, as long as it runs, on a virtual thread of its own. */
final class ContainerHealth {

    /** What is known of a container's health. */
    enum State {
        UNKNOWN, HEALTHY, UNHEALTHY
    }

    /** Starts the command inside of the container. */
    interface Inside {
        Process run(HealthCommand check) throws IOException;
    }

    private final HealthCommand check;
    private final Inside inside;
    private final Runnable changed;
    private volatile State state = State.UNKNOWN;

    /** @param changed called whenever there is news */
    ContainerHealth(HealthCommand check, Inside inside, Runnable changed) {
        this.check = check;
        this.inside = inside;
        this.changed = changed;
    }

    State state() { return state; }

    /** Asks until the process has ended. */
    void watch(Process process) {
        Thread.ofVirtual().name("health-" + process.pid()).start(() -> {
            try {
                ask(process);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void ask(Process process) throws InterruptedException {
        Instant counts = Instant.now().plus(check.startPeriod());
        int failed = 0;
        while (!process.waitFor(check.interval())) {
            if (isWell()) {
                failed = 0;
                become(State.HEALTHY);
            } else if (Instant.now().isAfter(counts) && ++failed >= check.retries()) {
                become(State.UNHEALTHY);
            }
        }
    }

    private void become(State now) {
        if (state == now) return;
        state = now;
        changed.run();
    }

    private boolean isWell() throws InterruptedException {
        try {
            Process asking = inside.run(check);
            if (asking.waitFor(check.timeout().toMillis(), TimeUnit.MILLISECONDS)) return asking.exitValue() == 0;
            ProcessTrees.end(asking.toHandle(), Duration.ZERO);
            return false;
        } catch (IOException e) {
            return false; // a command that cannot be run has failed
        }
    }
}
