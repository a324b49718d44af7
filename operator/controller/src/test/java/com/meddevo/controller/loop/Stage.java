package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Secret;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Choice;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A loop on a clock and an executor that the test moves, over a cloud in memory with two kinds: a group, and a service that needs it. */
final class Stage {
    static final Timing TIMING = new Timing(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofSeconds(2),
            Duration.ofMinutes(5));
    static final List<ResourceKind<?>> KINDS = List.of(new GroupKind(), new ServiceKind());

    /** A path that planning breaks on, as by a mistake of the operator. */
    static final String BREAKS = "/breaks";
    /** A path that planning breaks on where two apps have it. */
    static final String BREAKS_TOGETHER = "/breaks-together";
    static final Arns NO_ARNS = new NamesAsArns();
    static final Environment ENVIRONMENT = Environment.named("test", new Environment.Account("111122223333", "eu-central-1",
            Optional.empty(), Optional.empty()))
            .namespaces(List.of("apps")).network(new Environment.Network("vpc-1", List.of("subnet-a"), List.of(), false)).build();

    final CloudInMemory cloud = new CloudInMemory(this);
    final Map<AppKey, Member> members = new TreeMap<>();
    final Map<AppKey, Roster.Remembered> remembered = new TreeMap<>();
    final List<String> heard = new ArrayList<>();
    boolean listed = true;
    Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final Deque<Runnable> begun = new ArrayDeque<>();
    EnvironmentLoop loop = newLoop();

    /** The operator as it comes up again: AWS and statuses are as they were, its own memory is not. */
    void restart() {
        loop.apps().forEach(view -> remembered.put(view.key(), new Roster.Remembered(hashes(view), Map.of())));
        loop = newLoop();
    }

    private static Map<ResourceId, String> hashes(AppView view) {
        var hashes = new TreeMap<ResourceId, String>();
        view.resources().forEach(resource -> resource.applied().ifPresent(hash -> hashes.put(resource.id(), hash)));
        return hashes;
    }

    private EnvironmentLoop newLoop() {
        InstantSource clock = () -> now;
        return new EnvironmentLoop("test", cloud, () -> listed ? Optional.of(roster()) : Optional.empty(), KINDS,
                new LoopSetting(TIMING, clock, begun::add, new Diary(heard)));
    }

    private Roster roster() {
        return new Roster(new Fleet(ENVIRONMENT, List.copyOf(members.values())),
                app -> remembered.getOrDefault(app, Roster.Remembered.NOTHING));
    }

    AppKey want(String name, int replicas) { return want(name, replicas, "/health"); }

    /** @param path what the app's group checks */
    AppKey want(String name, int replicas, String path) {
        return want(name, replicas, path, Map.of());
    }

    /** @param secrets whose versions the app's group cannot do without */
    AppKey want(String name, int replicas, String path, Map<String, Secret> secrets) {
        var key = new AppKey("apps", name);
        var task = AppSpec.Task.of(256, 512).architecture(AppSpec.Architecture.ARM64).environment(Map.of("PATH", path)).secrets(secrets);
        members.put(key, new Member.Wanted(
                AppSpec.of(key, new AppSpec.Image("image", Optional.empty(), Optional.of("sha256:1")), task.build()).uid("uid-" + name)
                        .generation(replicas + path.length()).replicas(replicas).build()));
        return key;
    }

    void leave(AppKey key) { members.put(key, new Member.Leaving(key, Member.Deletion.DELETE)); }

    void hold(AppKey key, String because) { members.put(key, new Member.Held(key, because)); }

    AppView view(AppKey key) { return loop.app(key).orElseThrow(() -> new AssertionError(key + " has no view")); }

    /** Lets the loop do what is due, and everything that comes of it, without moving the clock further than the calls themselves take. */
    void settle() {
        while (!loop.turn().isAfter(now) || !begun.isEmpty())
            runAll();
    }

    /** Runs one of the calls that the loop has begun. */
    void runOne() {
        now = now.plusMillis(1);
        begun.remove().run();
    }

    private void runAll() {
        while (!begun.isEmpty())
            runOne();
        now = now.plusMillis(1);
    }

    int waitingCalls() { return begun.size(); }

    void pass(Duration time) { now = now.plus(time); }

    /** Lets time pass, in steps, while the loop does what falls due. */
    void live(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            settle();
            Instant next = loop.turn();
            now = next.isBefore(end) ? next.plusMillis(1) : end;
        }
        settle();
    }

    static ResourceId group(String app) { return new ResourceId("group", app, "main"); }

    static ResourceId service(String app) { return new ResourceId("service", app, "main"); }

    /** @param guests who nobody declared */
    record Group(ResourceId id, String path,
            @Undeclared @OnDrift(value = Tier.SECURITY, because = "they see everything") Set<String> guests) implements ResourceState {
        Group(ResourceId id, String path) { this(id, path, Set.of()); }
    }

    record Service(ResourceId id, ResourceId group, int replicas) implements ResourceState {
    }

    private static final class GroupKind implements ResourceKind<Group> {
        @Override
        public String name() { return "group"; }

        @Override
        public Class<Group> type() { return Group.class; }

        @Override
        public Set<Choice> choices() { return Set.of(Choice.SECRET_VERSION); }

        @Override
        public List<Group> desired(Resolved resolved) {
            var paths = resolved.apps().stream().map(app -> app.task().environment().get("PATH")).toList();
            if (paths.contains(BREAKS)) throw new IllegalStateException("a path that nobody thought of");
            if (Collections.frequency(paths, BREAKS_TOGETHER) > 1) throw new IllegalStateException("two paths that nobody thought of");
            return resolved.apps().stream().map(app -> new Group(group(app.name()), app.task().environment().get("PATH"))).toList();
        }
    }

    private static final class ServiceKind implements ResourceKind<Service> {
        @Override
        public String name() { return "service"; }

        @Override
        public Class<Service> type() { return Service.class; }

        @Override
        public List<Service> desired(Resolved resolved) {
            return resolved.apps().stream().map(app -> new Service(service(app.name()), group(app.name()), app.replicas())).toList();
        }
    }

    /** Writes down what a listener hears. */
    private record Diary(List<String> heard) implements LoopListener {
        @Override
        public void appChanged(String environment, AppKey app) { heard.add("changed " + app.name()); }

        @Override
        public void read(String environment, Scope scope, Sweep sweep, Duration took) {
            heard.add(scope.app().map(app -> "read " + app).orElse(scope.slow() ? "slow sweep" : "sweep"));
        }

        @Override
        public void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {
            drift.forEach(
                    one -> heard.add("drifted " + one.resource() + " " + one.field() + ": " + one.observed() + " -> " + one.desired()));
        }

        @Override
        public void healed(String environment, AppKey app, List<Drift> drift, Instant at) {
            drift.forEach(one -> heard.add("healed " + one.resource() + " " + one.field()));
        }
    }

    /** Knows a name for everything. */
    private record NamesAsArns() implements Arns {
        @Override
        public Optional<String> find(ResourceId id) { return Optional.of("arn:test:" + id); }

        @Override
        public void learn(ResourceId id, String arn) { throw new AssertionError("nobody tells a reading what it read"); }

        @Override
        public void forget(ResourceId id) { throw new AssertionError("nobody tells a reading what it read"); }
    }
}
