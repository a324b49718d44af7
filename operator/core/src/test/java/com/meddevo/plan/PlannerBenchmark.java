package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.World;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Prints how much CPU time a plan of many apps takes once the code is warm; CPU time, since the machine may be busy with other things. The goal is
 * 50 ms for 1,000 apps. Run it from the folder of this module, after {@code mvn test-compile}:
 *
 * <pre>{@code java -cp target/classes:target/test-classes com.meddevo.plan.PlannerBenchmark [apps] [rounds]}</pre>
 */
final class PlannerBenchmark {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final int apps;
    private final int rounds;

    private PlannerBenchmark(int apps, int rounds) {
        this.apps = apps;
        this.rounds = rounds;
    }

    public static void main(String[] args) {
        int apps = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        new PlannerBenchmark(apps, rounds).run();
    }

    private void run() {
        var fleet = fleetOf(number -> new Member.Wanted(app(number)));
        var empty = new World();
        var settled = new World().apply(Example.PLANNER.plan(fleet, empty.snapshot(fleet)));
        print("a new fleet", fleet, empty);
        print("an unchanged fleet", fleet, settled);
        print("every app a new version", fleetOf(number -> new Member.Wanted(Example.tagged(app(number), "2"))), settled);
        print("every app deleted", fleetOf(number -> new Member.Leaving(app(number).key(), Deletion.DELETE)), settled);
    }

    private Fleet fleetOf(IntFunction<Member> member) {
        return new Fleet(Example.environment(), IntStream.range(0, apps).mapToObj(member).toList());
    }

    private static AppSpec app(int number) { return Example.app("app-" + number); }

    private void print(String what, Fleet fleet, World world) {
        var snapshot = world.snapshot(fleet);
        var nanos = new ArrayList<Long>();
        int changes = 0;
        for (int round = 0; round < 2 * rounds; round++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            changes = Example.PLANNER.plan(fleet, snapshot).changes().size();
            if (round >= rounds) nanos.add(CLOCK.getCurrentThreadCpuTime() - start);
        }
        nanos.sort(null);
        System.out.printf(Locale.ROOT, "%-24s %5d apps, %5d resources, %5d changes: median %6.1f ms, 95 %% within %6.1f ms%n", what, apps,
                snapshot.resources().size(), changes, millis(nanos, 0.5), millis(nanos, 0.95));
    }

    private static double millis(List<Long> sorted, double quantile) { return sorted.get((int) (quantile * (sorted.size() - 1))) / 1e6; }
}
