package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fleet with every choice made that crosses kinds, once for all of them. What each app's states ask of the others is indexed: a question takes
 * as long in a fleet of a thousand as in one of ten. Not for several threads at once.
 */
public final class Resolved {
    private final Fleet fleet;
    private final Snapshot snapshot;
    private final Map<String, Integer> priorities;
    private final Map<String, RefusedRoute> refusedRoutes;
    private final List<Plan.Note> notes;
    private final Names names;
    private final Pins pins;
    private final Map<String, Facts.Traffic> traffic = new HashMap<>();
    private final Map<String, List<? extends ResourceState>> desired = new HashMap<>();
    private final Map<AppSpec, Map<Class<?>, Object>> once = new IdentityHashMap<>();

    private Resolved(Fleet fleet, Snapshot snapshot, Map<String, Integer> priorities, Map<String, RefusedRoute> refusedRoutes,
            List<Plan.Note> notes) {
        this.fleet = fleet;
        this.snapshot = snapshot;
        this.priorities = Map.copyOf(priorities);
        this.refusedRoutes = Map.copyOf(refusedRoutes);
        this.notes = List.copyOf(notes);
        this.names = new Names(fleet);
        this.pins = new Pins(fleet.environment(), snapshot.facts());
        snapshot.facts().traffic().forEach(one -> traffic.put(one.app(), one));
    }

    /** Makes the choices: listeners by name or by room, rule priorities by specificity, both for life. */
    public static Resolved of(Fleet fleet, Snapshot snapshot) {
        var environment = fleet.environment();
        var placement = Placement.of(environment, fleet.wanted(), snapshot.facts());
        var placed = placed(fleet, placement.listeners());
        var priorities = RulePriorities.assign(environment, placed.wanted(), snapshot.facts().routes());
        var ledger = RouteLedger.of(environment, placed.wanted(), priorities, snapshot.facts().routes());
        var refused = new HashMap<String, RefusedRoute>();
        ledger.refused().forEach((app, because) -> refused.put(app, new RefusedRoute("route", because)));
        placement.refused().forEach((app, because) -> refused.put(app, new RefusedRoute("quota", because)));
        var pins = new Pins(environment, snapshot.facts());
        var notes = Stream.of(ledger.notes().stream(), shifts(placed, snapshot), fleet.wanted().stream().flatMap(pins::notes),
                SharedFolders.notes(fleet.wanted()))
                .flatMap(Function.identity()).toList();
        return new Resolved(placed, snapshot, priorities, refused, notes);
    }

    private static Stream<Plan.Note> shifts(Fleet fleet, Snapshot snapshot) {
        var wanted = fleet.wanted().stream().map(AppSpec::name).collect(Collectors.toSet());
        return snapshot.facts().traffic().stream().filter(traffic -> traffic.shifting() && wanted.contains(traffic.app()))
                .map(traffic -> new Plan.Note(traffic.app(), "rollout", "ECS moves its traffic away from " + traffic.live().orElseThrow()
                        + "; until that is over its target groups, their weights and the strategy stay as ECS has them"));
    }

    private static Fleet placed(Fleet fleet, Map<String, String> listeners) {
        if (fleet.wanted().stream().allMatch(app -> app.route().filter(route -> route.listener().isEmpty()).isEmpty())) return fleet;
        return new Fleet(fleet.environment(), fleet.members().stream().map(member -> member instanceof Member.Wanted(var app)
                ? new Member.Wanted(app.but().route(app.route().map(route -> placed(route, listeners.get(app.name())))).build())
                : member).toList());
    }

    private static AppSpec.Route placed(AppSpec.Route route, String listener) {
        return route.listener().isPresent() ? route : route.on(listener);
    }

    /** @param by who objects, in one word: {@code quota} or {@code route} */
    record RefusedRoute(String by, String because) {
    }

    /**
     * What several kinds ask of one app, made for the first of them: the revision that it wants, the target groups that it has.
     *
     * @param what one answer of each type for each app
     */
    public <T> T once(AppSpec app, Class<T> what, Supplier<T> made) {
        var known = once.computeIfAbsent(app, any -> new HashMap<>(4));
        if (!known.containsKey(what)) known.put(what, made.get());
        return what.cast(known.get(what));
    }

    /** The fleet, whose routes all have a listener: where the spec names none, the one that they are placed on. */
    public Fleet fleet() {
        return fleet;
    }

    public Snapshot snapshot() { return snapshot; }

    public Environment environment() { return fleet.environment(); }

    /** The rule priority by app's name; no entry when there is none to be had. */
    public Map<String, Integer> priorities() {
        return priorities;
    }

    /** What people should know about the choices. */
    public List<Plan.Note> notes() { return notes; }

    /** The apps that are to be as their specs say. */
    public List<AppSpec> apps() { return names.wanted(); }

    /** Every member of that name: more than one when two namespaces claim it. */
    public List<Member> named(String app) {
        return names.members(app);
    }

    /** The apps of that name that are to be as their specs say. */
    public List<AppSpec> wanted(String app) { return names.wanted(app); }

    /** Whether some app's spec lets that one in by name. */
    public boolean isLetIn(String app) { return names.isLetIn(app); }

    /** Whether every member of the fleet is as its spec says or leaves: nobody can tell what the others would ask for. */
    public boolean everySpecIsFollowed() {
        return names.allFollowed();
    }

    /** What the kind wants of this fleet, asked once. */
    @SuppressWarnings("unchecked") // a kind's name is its own
    public <S extends ResourceState> List<S> desired(ResourceKind<S> kind) {
        var known = desired.get(kind.name());
        if (known == null) desired.put(kind.name(), known = kind.desired(this));
        return (List<S>) known;
    }

    /** Where the app's requests go; empty when nobody could ask. The last one told counts. */
    public Optional<Facts.Traffic> traffic(AppSpec app) {
        return Optional.ofNullable(traffic.get(app.name()));
    }

    /** Whether ECS moves the app's traffic now, so that nobody else may. */
    public boolean shifting(AppSpec app) {
        return traffic(app).filter(Facts.Traffic::shifting).isPresent();
    }

    /** The app's image with registry and digest, as a container definition names it; by tag while the digest is unknown. */
    public String image(AppSpec app) {
        return pins.image(app.image());
    }

    /** A sidecar's image, with its digest where it comes from the environment's registry; else as the spec has it. */
    public String image(Sidecar sidecar) {
        return sidecar.pulledFrom(environment().registry()).map(pins::image).orElse(sidecar.image());
    }

    /**
     * How many tasks the app's service is asked to have: what the spec says. With automatic scaling the number belongs to AWS, so that it is the one
     * that the service has, whatever it is, and the lower bound for a service that is about to be made.
     *
     * @param live what the service has; empty while there is none
     */
    public int count(AppSpec app, Optional<Integer> live) {
        return switch (app.scale()) {
            case Scale.Fixed(var replicas) -> replicas;
            case Scale.Between between -> live.orElse(between.min());
        };
    }

    /** The digest that the app's image is pinned to, if it is known. */
    public Optional<String> digest(AppSpec app) {
        return pins.digest(app.image());
    }

    /** The version of a secret that tasks get, if it is known. */
    public Optional<Facts.SecretVersion> secret(Secret secret) {
        return snapshot.facts().secrets().getOrDefault(secret.reference(), Optional.empty());
    }

    /** The choices that could not be made for an app although its spec is valid. */
    List<Obstacle> obstacles(AppSpec app) {
        return Stream.of(pins.obstacle(app), noSecret(app), noPriority(app), noTraffic(app)).flatMap(Optional::stream).toList();
    }

    private Optional<Obstacle> noSecret(AppSpec app) {
        var known = snapshot.facts().secrets();
        var references = app.task().everySecret().map(Secret::reference).sorted().toList();
        Optional<String> missing = references.stream().filter(reference -> known.containsKey(reference) && known.get(reference).isEmpty())
                .findFirst();
        if (missing.isPresent())
            return Optional.of(new Obstacle(Choice.SECRET_VERSION, Optional.of("secrets"), "there is no " + missing.get() + " in account "
                    + environment().account().id() + ", region " + environment().account().region()
                    + ": create it, restore it if it is scheduled for deletion, or correct spec.task.secrets"));
        return references.stream().filter(reference -> !known.containsKey(reference)).findFirst()
                .map(reference -> new Obstacle(Choice.SECRET_VERSION, Optional.empty(), reference));
    }

    private Optional<Obstacle> noPriority(AppSpec app) {
        if (app.route().isEmpty()) return Optional.empty();
        if (refusedRoutes.containsKey(app.name())) {
            var refused = refusedRoutes.get(app.name());
            return Optional.of(new Obstacle(Choice.RULE_PRIORITY, Optional.of(refused.by()), refused.because()));
        }
        if (priorities.containsKey(app.name())) return Optional.empty();
        String name = app.route().get().listener().orElseThrow();
        var listener = environment().listeners().get(name);
        String because = listener == null
                ? "environment " + environment().name() + " has no listener \"" + name + "\": spec.route.listener is one of "
                        + environment().listeners().keySet().stream().sorted().toList()
                : "every rule priority from " + listener.priorities().from() + " to " + listener.priorities().to() + " of listener \""
                        + name
                        + "\" is taken: widen the environment's range";
        return Optional.of(new Obstacle(Choice.RULE_PRIORITY, Optional.of("route"), because));
    }

    /** Whoever took one group for the other would send all requests to tasks that are not there. */
    private Optional<Obstacle> noTraffic(AppSpec app) {
        return app.route().isEmpty() || traffic(app).isPresent()
                ? Optional.empty()
                : Optional.of(new Obstacle(Choice.LIVE_GROUP, Optional.empty(), "which target group serves"));
    }

    /**
     * @param by who objects, in one word; empty when something could not be read
     * @param what the sentence that says what to do, or what was not read
     */
    record Obstacle(Choice choice, Optional<String> by, String what) {
    }
}
