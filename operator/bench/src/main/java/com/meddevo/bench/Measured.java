package com.meddevo.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * What one run showed. Times are simulated unless they say otherwise.
 *
 * @param apps        in the fleet
 * @param lastWrite   from the start until AWS accepted the last write
 * @param settled     from the start until every app was seen to be as its spec says
 * @param bound       how long AWS's rates make the accepted writes last at least, every bucket being full at the start
 * @param readsPerSweep the most HTTP attempts of one sweep over the settled fleet
 * @param idleWrites  writes during ten sweeps over the settled fleet: of a second reconcile and all later ones
 * @param refused     calls that AWS refused, over the whole run
 * @param restarted   from a restart of the operator, which forgets everything, until every app was seen to be in sync
 * @param plan        CPU time of one plan of the whole fleet, the median of 21
 * @param memory      the most that this process, the operator and the local cloud together, had resident, in MiB
 * @param cpu         CPU time of the whole run, of operator and local cloud together
 * @param took        wall-clock time of the whole run
 */
record Measured(int apps, Duration lastWrite, Duration settled, Duration bound, int readsPerSweep, long idleWrites, Refused refused,
        Duration restarted, Duration plan, long memory, Duration cpu, Duration took) {

    static final String HEADER = """
            | apps | last write accepted | bound by AWS's rates | ratio | all seen in sync | reads per sweep | goal | per app | writes of a second reconcile \
            | throttled | refused | restart | plan | resident | CPU | took |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    /** As a row of a table in Markdown. */
    String row() {
        return String.format(Locale.ROOT,
                "| %d | %s | %s | %.2f | %s | %d | %d | %.2f | %d | %s | %s | %s | %d ms | %d MiB | %s | %s |", apps, seconds(lastWrite),
                seconds(bound), (double) lastWrite.toMillis() / Math.max(1, bound.toMillis()), seconds(settled), readsPerSweep,
                20 + 3 * apps / 10, (double) readsPerSweep / apps, idleWrites, Refused.told(refused.throttled()),
                Refused.told(refused.others()), seconds(restarted), plan.toMillis(),
                memory, seconds(cpu), seconds(took));
    }

    private static String seconds(Duration time) { return String.format(Locale.ROOT, "%.0f s", time.toMillis() / 1000.0); }
}
