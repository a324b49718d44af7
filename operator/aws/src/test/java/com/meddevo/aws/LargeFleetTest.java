package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Access;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plan costs grows with the fleet and not with its square. Bytes are counted and not seconds, which say more of the machine. */
class LargeFleetTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEW = 50;
    private static final int MANY = 1_600;

    @Test
    void a_plan_allocates_as_much_for_an_app_among_many_as_for_one_among_few() {
        long amongFew = bytesPerApp(FEW);

        long amongMany = bytesPerApp(MANY);

        assertThat(amongMany).isLessThan(amongFew * 5 / 4);
    }

    private static long bytesPerApp(int apps) {
        var specs = IntStream.range(0, apps).mapToObj(number -> app(number, apps)).toList();
        var fleet = new Fleet(KindsPropertyTest.ENVIRONMENT, specs.stream().<Member>map(Member.Wanted::new).toList());
        var snapshot = KindsPropertyTest.snapshot(fleet, KindsPropertyTest.settled(specs, List.of()));
        KindsPropertyTest.PLANNER.plan(fleet, snapshot);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        KindsPropertyTest.PLANNER.plan(fleet, snapshot);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / apps;
    }

    /** One of each ten has a route, since a listener takes a hundred; one of two lets the next one in, which says nothing of access. */
    private static AppSpec app(int number, int apps) {
        var callers = Optional.of(Set.of("app-" + (number + 1) % apps)).filter(next -> number % 2 == 0);
        var app = World.bare("app-" + number, "1.0").but().access(new Access(callers, Optional.empty())).build();
        return number % 10 == 0
                ? Specs.route(app, route -> new AppSpec.Route(route.listener(), List.of(), List.of("/app-" + number + "/*"),
                        route.healthCheck(), route.deregistration()))
                : Specs.withoutRoute(app);
    }
}
