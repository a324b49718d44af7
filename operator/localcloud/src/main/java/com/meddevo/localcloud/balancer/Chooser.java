package com.meddevo.localcloud.balancer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Picks the target of each request: a group by its weight, then the group's targets in turn, as {@code round_robin} does. */
final class Chooser {
    /**
     * Fraction of the golden ratio: its multiples fall evenly into any interval, so weights hold over short runs too and never come in
     * blocks.
     */
    private static final double EVEN = 0.6180339887498949;

    private final RoutingTable table;
    private final AtomicLong forwards = new AtomicLong();
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    Chooser(RoutingTable table) { this.table = table; }

    /**
     * A target and the group it was chosen from.
     *
     * @param targetGroupArn the group
     * @param target         where the request goes
     */
    record Choice(String targetGroupArn, Target target) {
    }

    /**
     * Where the next request goes. A chosen group without targets is not replaced by another one: an Application Load Balancer does not
     * fail over between weighted groups either.
     *
     * @return empty if there is nobody to send it to
     */
    Optional<Choice> choose(Action.Forward forward) {
        return group(forward.targetGroups()).flatMap(arn -> {
            List<Target> targets = table.healthyTargets(arn);
            if (targets.isEmpty()) return Optional.empty();
            int turn = turns.computeIfAbsent(arn, a -> new AtomicInteger()).getAndIncrement();
            return Optional.of(new Choice(arn, targets.get(Math.floorMod(turn, targets.size()))));
        });
    }

    private Optional<String> group(List<Weighted> groups) {
        if (groups.size() == 1) return Optional.of(groups.getFirst().targetGroupArn());
        int total = groups.stream().mapToInt(Weighted::weight).sum();
        if (total == 0) return Optional.empty();
        double point = forwards.getAndIncrement() * EVEN % 1 * total;
        for (Weighted group : groups) {
            point -= group.weight();
            if (point < 0) return Optional.of(group.targetGroupArn());
        }
        return groups.reversed().stream().filter(group -> group.weight() > 0).map(Weighted::targetGroupArn).findFirst();
    }
}
