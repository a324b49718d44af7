package com.meddevo.bench;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Apps as a team has them: an image, a route, a log, one task; spread over as many load balancers as their quotas ask for. */
final class SimulatedFleet {
    /** A load balancer takes 100 rules and 100 target groups. */
    private static final int PER_LISTENER = 90;

    private SimulatedFleet() {}

    /** So many apps in an environment of their own. */
    static Fleet of(int apps, Simulation simulation) {
        var environment = environment(apps, simulation);
        List<Member> members = IntStream.range(0, apps).<Member>mapToObj(number -> new Member.Wanted(app(number, simulation))).toList();
        return new Fleet(environment, members);
    }

    private static Environment environment(int apps, Simulation simulation) {
        var on = simulation.account().foundations("bench", 8080);
        var listeners = new TreeMap<String, Environment.Listener>();
        for (int i = 0; i <= (apps - 1) / PER_LISTENER; i++) {
            var one = simulation.account().foundations("bench" + (i == 0 ? "" : i), 8080 + i);
            listeners.put("listener-" + i, new Environment.Listener(one.listenerArn(), one.loadBalancerArn(), one.loadBalancerDnsName(),
                    new Environment.Priorities(1, 50_000)));
        }
        return Environment.named("bench", new Environment.Account(on.accountId(), on.region(), Optional.empty(), Optional.empty()))
                .namespaces(List.of("apps")).cluster(on.cluster())
                .network(new Environment.Network(on.vpcId(), on.subnetIds(), List.of(on.securityGroupId()), false)).listeners(listeners)
                .discovery(Optional.of(new Environment.Discovery(on.namespaceId(), on.namespaceName())))
                .roles(new Environment.Roles(Optional.of(on.executionRoleArn()), Optional.of(on.taskRoleArn()))).build();
    }

    private static AppSpec app(int number, Simulation simulation) {
        String name = "app-" + number;
        Instant pushed = simulation.account().timeline().now();
        simulation.images().push(name, "1.0.0", name, pushed);
        return AppSpec.of(new AppKey("apps", name), new AppSpec.Image(name, Optional.of("1.0.0"), Optional.empty()),
                AppSpec.Task.of(256, 512).build())
                .uid("uid-" + name).generation(1).port(Optional.of(8080))
                .route(Optional
                        .of(new AppSpec.Route(Optional.of("listener-" + number / PER_LISTENER), List.of(), List.of("/" + name + "/*"),
                                new AppSpec.HealthCheck("/health", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2, "200"),
                                Duration.ofSeconds(10))))
                .deployment(new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))).logRetentionDays(30).build();
    }
}
