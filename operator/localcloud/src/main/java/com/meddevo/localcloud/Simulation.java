package com.meddevo.localcloud;

import com.meddevo.localcloud.registry.ImagesInMemory;
import com.meddevo.localcloud.task.SimulatedTasks;
import com.meddevo.localcloud.time.Timeline;
import java.time.Duration;
import java.time.Instant;

/**
 * An account whose clock somebody moves and whose tasks nothing runs: for tests and benchmarks. Equal calls in equal order make equal
 * accounts.
 *
 * @param account what the clients ask
 * @param tasks   how tasks behave
 * @param images  which images there are
 */
public record Simulation(Account account, SimulatedTasks tasks, ImagesInMemory images) {

    /** Where the clock begins. */
    public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private static final long SEED = 20_260_105;

    /** A new account at {@link #START}. */
    public static Simulation start() { return on(Timeline.moved(START)); }

    /** A new account on some timeline; on a running one simulated tasks take real time. */
    public static Simulation on(Timeline timeline) {
        var tasks = new SimulatedTasks(timeline);
        var images = new ImagesInMemory();
        return new Simulation(new Account(new Account.Parts(timeline, tasks, tasks, Runnable::run, images, SEED)), tasks, images);
    }

    /** Moves the clock, and lets everything happen that is due on the way. */
    public void advance(Duration by) {
        account.timeline().advance(by);
    }
}
