package com.meddevo.plan.example;

import com.meddevo.fleet.Fleet;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * How a world came to be: fleets that were settled one after the other, and then what others did to it behind the operator's back.
 *
 * @param seed of what others did
 * @param deeds how many things others did
 */
public record Past(List<Fleet> fleets, long seed, int deeds, Others others) {
    /** What others can do. */
    public enum Others {
        /** Deletes, edits and additions of resources, as a person at the console makes them. */
        TAMPER,
        /** The same, and services that drain. */
        TAMPER_AND_DRAIN,
        /** The same, and resources that carry another one's tags. */
        TAMPER_AND_COPY
    }

    /** A new world each time. */
    public World world() {
        var world = new World();
        fleets.forEach(fleet -> settle(fleet, world));
        var random = new Random(seed);
        IntStream.range(0, deeds).forEach(deed -> doSomething(world, random));
        return world;
    }

    /** Plans and applies until nothing is left to do. */
    public static void settle(Fleet fleet, World world) {
        for (int round = 0; round < 10; round++) {
            var plan = Example.PLANNER.plan(fleet, world.snapshot(fleet));
            if (plan.applicable().isEmpty()) return;
            world.apply(plan).drained();
        }
        throw new AssertionError("ten rounds did not settle " + fleet);
    }

    private void doSomething(World world, Random random) {
        var deeds = switch (others) {
            case TAMPER -> List.<BiConsumer<World, Random>>of(Past::deleteOne, Past::editOne, Past::addOne);
            case TAMPER_AND_DRAIN -> List.<BiConsumer<World, Random>>of(Past::deleteOne, Past::editOne, Past::addOne, Past::drainOne);
            case TAMPER_AND_COPY -> List.<BiConsumer<World, Random>>of(Past::deleteOne, Past::editOne, Past::addOne, Past::copyOne);
        };
        deeds.get(random.nextInt(deeds.size())).accept(world, random);
    }

    private static void deleteOne(World world, Random random) {
        if (!world.ids().isEmpty()) world.remove(any(List.copyOf(world.ids()), random));
    }

    private static void drainOne(World world, Random random) {
        var services = world.all(Service.class);
        if (!services.isEmpty()) world.put(any(services, random).draining());
    }

    private static void copyOne(World world, Random random) {
        if (world.states().isEmpty()) return;
        var original = any(List.copyOf(world.states()), random);
        world.putCopy(random.nextBoolean() ? original : edited(original, random));
    }

    private static void editOne(World world, Random random) {
        if (!world.states().isEmpty()) world.put(edited(any(List.copyOf(world.states()), random), random));
    }

    private static ExampleState edited(ExampleState state, Random random) {
        return switch (state) {
            case LogGroup group -> new LogGroup(group.id(), 7);
            case TaskDefinition definition -> definition;
            case TargetGroup group when random.nextBoolean() -> new TargetGroup(group.id(), group.healthCheck(), "TLS");
            case TargetGroup group ->
                new TargetGroup(group.id(), new TargetGroup.HealthCheck("/edited", group.healthCheck().intervalSeconds()),
                        group.protocol());
            case ListenerRule rule ->
                new ListenerRule(rule.id(), List.of("*.edited.example.com"), List.of(), rule.priority(), rule.forwardsTo());
            case Discovery discovery -> new Discovery(discovery.id(), 60);
            case Service service when service.leaving() -> service;
            case Service service ->
                new Service(service.id(), service.taskDefinition(), service.replicas() + 1, service.balancing(), service.discovery(),
                        false);
        };
    }

    /** Something of a known or an unknown app that its spec does not ask for, or a rule without our tags. */
    private static void addOne(World world, Random random) {
        String app = any(List.of("a", "b", "unknown"), random);
        var group = new TargetGroup(new ResourceId("target-group", app, "http-vpc-old"), new TargetGroup.HealthCheck("/old", 30), "HTTP");
        switch (random.nextInt(4)) {
            case 0 -> world.put(group);
            case 1 -> world.put(group).put(new ListenerRule(new ResourceId("listener-rule", app, "old"), List.of(), List.of("/old/*"),
                    900 + app.length() + app.charAt(0), List.of(group.id())));
            case 2 -> world.put(new Discovery(Discovery.idOf(app, "old"), 10));
            default -> world.putForeignRule("internal", 30_000 + random.nextInt(500));
        }
    }

    private static <T> T any(List<T> list, Random random) { return list.get(random.nextInt(list.size())); }
}
