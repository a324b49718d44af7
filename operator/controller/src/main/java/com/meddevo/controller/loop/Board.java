package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Coverage;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of an environment between two readings: the picture, the plan, and each app's work and view. Not thread-safe; the loop guards
 * it.
 */
final class Board {
    /**
     * What a plan leads to, besides new views.
     *
     * @param apply slices whose apply has begun on the board and is to be carried out
     * @param drifted what was not seen to drift before
     */
    record Todo(List<AppKey> changed, Map<AppKey, Plan> apply, Map<AppKey, Failing> fetchLog, Map<AppKey, List<Drift>> drifted,
            Map<AppKey, List<Drift>> healed) {
        Todo() { this(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>()); }

        void tell(String environment, LoopListener listener, Instant now) {
            drifted.forEach((app, drift) -> listener.drifted(environment, app, drift, now));
            healed.forEach((app, drift) -> listener.healed(environment, app, drift, now));
            changed.forEach(app -> listener.appChanged(environment, app));
        }
    }

    /** The unread kind of a reading that broke off as a whole. */
    static final String EVERYTHING = "everything";
    /** The unread kind of what was read and could not be planned. */
    static final String PLAN = "plan";

    private static final Plan NOTHING = new Plan(List.of(), List.of(), List.of());

    private final List<ResourceKind<?>> kinds;
    private final Bulkhead bulkhead;
    private final Function<AppSpec, List<Plan.Note>> shortfalls;
    private final Picture picture = new Picture();
    private final Map<AppKey, AppWork> works = new TreeMap<>();
    private final Map<AppKey, AppView> views = new TreeMap<>();
    private final Set<ResourceId> fromMemory = new HashSet<>();
    private Map<String, String> causes = Map.of();
    private Snapshot snapshot = picture.snapshot();
    private Coverage coverage = new Coverage(List.of(), List.of());
    private Optional<Arns> arns = Optional.empty();
    private Plan plan = NOTHING;
    private List<Sweep.Unread> unplanned = List.of();

    /** @param shortfalls what of a spec has no effect here */
    Board(List<ResourceKind<?>> kinds, Function<AppSpec, List<Plan.Note>> shortfalls) {
        this.kinds = List.copyOf(kinds);
        this.shortfalls = shortfalls;
        this.bulkhead = new Bulkhead(new Planner(this.kinds, List.of()));
    }

    Map<AppKey, AppWork> works() { return works; }

    Map<AppKey, AppView> views() { return views; }

    Plan plan() { return plan; }

    Snapshot snapshot() { return snapshot; }

    /** Makes room for every app of the roster. */
    void know(Roster roster) {
        roster.fleet().members().forEach(
                member -> works.computeIfAbsent(member.key(), key -> new AppWork(roster.remembered().apply(key))));
    }

    void read(Scope scope, Sweep sweep, Instant begun, Timing timing) {
        picture.add(scope, sweep, begun, timing.stale());
        arns = Optional.of(sweep.arns());
        var why = new HashMap<>(scope.app().isPresent() ? causes : Map.<String, String>of());
        sweep.unread().forEach(unread -> why.put(unread.subject(), unread.cause()));
        causes = why;
        fromMemory.removeIf(id -> scope.includes(id.app()));
        fromMemory.addAll(sweep.fromMemory());
        works.forEach((key, work) -> {
            if (scope.includes(key.name())) work.answered(begun);
        });
    }

    void applied(AppKey app, Plan slice, Map<ResourceId, Outcome> outcomes, Timing timing, Instant now) {
        Optional.ofNullable(works.get(app)).ifPresent(work -> work.applyEnded(slice, outcomes, timing, now));
    }

    /**
     * What a fleet would lead to for those apps, on what is known now.
     *
     * @param images the digests that were looked up for them: no sweep asks for what nobody applied
     * @throws IllegalStateException if planning breaks on one of those apps
     */
    Plan planFor(Fleet fleet, Set<String> apps, Facts images) {
        Snapshot known = picture.snapshot();
        var planned = bulkhead.plan(fleet, new Snapshot(known.readings(), known.resources(), known.facts().and(images)));
        planned.held().forEach((app, because) -> {
            if (apps.contains(app.name())) throw new IllegalStateException(app + ": " + because);
        });
        return planned.plan().forApps(apps);
    }

    /** What the newest attempt to plan did not plan: single apps, or everything. */
    List<Sweep.Unread> unplanned() { return unplanned; }

    /** Plans the whole fleet anew, draws each app's conclusions, and begins what may be applied. */
    Todo replan(Roster roster, Timing timing, Instant now) {
        know(roster);
        snapshot = picture.snapshot();
        coverage = new Coverage(kinds, snapshot.readings());
        unplanned = List
                .of(new Sweep.Unread(PLAN, "planning broke off, and nothing is changed: see the stack in the operator's log", false));
        var planned = bulkhead.plan(roster.fleet(), snapshot);
        unplanned = planned.held().entrySet().stream()
                .map(app -> new Sweep.Unread(PLAN, Optional.of("app " + app.getKey()), app.getValue(), false)).toList();
        var fleet = planned.fleet();
        var resolved = planned.resolved();
        plan = planned.plan();
        var slices = slices(plan);
        var desired = desired(resolved);
        var holders = holders(fleet);
        var todo = new Todo();
        for (Member member : fleet.members()) {
            String name = member.key().name();
            boolean holder = holders.get(name).equals(member);
            Plan slice = holder ? slices.getOrDefault(name, NOTHING) : NOTHING;
            if (member instanceof Member.Wanted(var app)) slice = slice.noting(shortfalls.apply(app));
            conclude(new Case(member, slice, desired.getOrDefault(name, List.of()), digest(member, resolved), holder), todo, timing, now);
        }
        forgetGone(fleet, todo.changed);
        return todo;
    }

    /** One app in one plan. */
    private record Case(Member member, Plan slice, List<ResourceState> desired, Optional<String> digest, boolean holder) {
        List<ResourceId> ids() { return desired.stream().map(ResourceState::id).toList(); }
    }

    private void conclude(Case app, Todo todo, Timing timing, Instant now) {
        AppKey key = app.member.key();
        AppWork work = works.get(key);
        if (app.member instanceof Member.Wanted(var spec)) work.retry(spec.upkeep().retried());
        boolean fresh = picture.begun(key.name()).filter(work::isFresh).isPresent();
        List<Drift> before = Optional.ofNullable(views.get(key)).map(AppView::drift).orElse(List.of());
        List<Drift> drift = fresh && !work.isApplying() ? drift(app, work, now) : before;
        newcomers(before, drift).ifPresent(found -> todo.drifted.put(key, found));
        newcomers(drift, before).ifPresent(ended -> todo.healed.put(key, ended));
        if (app.holder && fresh && work.mayApply(app.slice, now)) {
            work.applyBegins();
            todo.apply.put(key, app.slice);
        } else if (!fresh && !work.isApplying() && !work.isRequested()) {
            work.lookBy(now.plus(timing.rollout()));
        }
        AppView view = view(app, work, drift, fresh);
        if (view.rollout().filter(rollout -> rollout.state().equals("IN_PROGRESS")).isPresent()) work.lookBy(now.plus(timing.rollout()));
        Optional<Failing> failing = Failing.of(view);
        if (work.failsWith(failing)) todo.fetchLog.put(key, failing.get());
        if (!view.equals(views.put(key, view))) todo.changed.add(key);
    }

    private List<Drift> drift(Case app, AppWork work, Instant now) {
        var open = app.slice.changes().stream().map(Change::id).collect(Collectors.toSet());
        // What is held back has no change either, so only what AWS shows has settled.
        work.applied().settled(app.desired.stream().filter(state -> !open.contains(state.id()) && snapshot.find(state.id()).isPresent()
                && coverage.read(state.id().kind(), state.id().app())).toList());
        work.planned(app.slice, fromMemory, now);
        if (!(app.member instanceof Member.Wanted)) return List.of();
        work.applied().retainAll(app.ids());
        var drift = work.applied().drift(app.slice, (id, field) -> work.driftSince(id, field, now));
        work.driftIsOnly(drift);
        return drift;
    }

    private AppView view(Case app, AppWork work, List<Drift> drift, boolean fresh) {
        AppKey key = app.member.key();
        return new AppView(key, Views.standing(app.member), app.member instanceof Member.Wanted(var spec) ? spec.generation() : 0,
                app.slice,
                Views.resources(app.member, app.ids(), app.slice, drift, work, id -> arns.flatMap(known -> known.find(id))), drift,
                picture.rollout(key.name()), app.digest,
                work.log(), Views.work(work, app.slice, fresh), unread(key.name(), app.slice), Views.secrets(snapshot, key.name()),
                Views.bounds(snapshot, key.name()));
    }

    private static Optional<String> digest(Member member, Resolved resolved) {
        return member instanceof Member.Wanted(var app) ? resolved.digest(app) : Optional.empty();
    }

    private static Optional<List<Drift>> newcomers(List<Drift> before, List<Drift> after) {
        var known = before.stream().map(Drift::key).collect(Collectors.toSet());
        var added = after.stream().filter(drift -> !known.contains(drift.key())).toList();
        return added.isEmpty() ? Optional.empty() : Optional.of(added);
    }

    /** Kinds, and an image or a secret that the plan misses since nobody could look it up; one that is new is only looked up soon. */
    private List<String> unread(String app, Plan slice) {
        return Stream.concat(kinds.stream().filter(kind -> !coverage.read(kind, app)).map(ResourceKind::name),
                slice.notRead().stream().map(Plan.NotRead::what).filter(causes::containsKey)).distinct().sorted()
                .map(what -> what + ": " + causes.getOrDefault(what, causes.getOrDefault(EVERYTHING, "not read yet"))).toList();
    }

    private void forgetGone(Fleet fleet, List<AppKey> changed) {
        var members = fleet.members().stream().map(Member::key).collect(Collectors.toSet());
        views.keySet().stream().filter(key -> !members.contains(key)).forEach(changed::add);
        views.keySet().retainAll(members);
        works.entrySet().removeIf(work -> !members.contains(work.getKey()) && !work.getValue().isApplying());
    }

    /** Whose the resources of a name are: one who claims it before one who leaves it. */
    private static Map<String, Member> holders(Fleet fleet) {
        var holders = new HashMap<String, Member>();
        fleet.members().forEach(member -> holders.merge(member.key().name(), member, (first, other) -> claims(first) ? first : other));
        return holders;
    }

    private static boolean claims(Member member) { return member instanceof Member.Wanted || member instanceof Member.Held; }

    private Map<String, List<ResourceState>> desired(Resolved resolved) {
        return kinds.stream().<ResourceState>flatMap(kind -> resolved.desired(kind).stream())
                .collect(Collectors.groupingBy(state -> state.id().app()));
    }

    /** Every app's part of the plan, as {@link Plan#forApp} gives it, in one pass. */
    private static Map<String, Plan> slices(Plan plan) {
        Map<String, List<Change<?>>> changes = plan.changes().stream().collect(Collectors.groupingBy(change -> change.id().app()));
        var kept = plan.kept().stream().collect(Collectors.groupingBy(one -> one.id().app()));
        var notRead = plan.notRead().stream().collect(Collectors.groupingBy(Plan.NotRead::app));
        var notes = plan.notes().stream().collect(Collectors.groupingBy(Plan.Note::app));
        var undeclared = plan.undeclared().stream().collect(Collectors.groupingBy(one -> one.resource().app()));
        var apps = new TreeSet<>(changes.keySet());
        apps.addAll(kept.keySet());
        apps.addAll(notRead.keySet());
        apps.addAll(notes.keySet());
        apps.addAll(undeclared.keySet());
        return apps.stream().collect(Collectors.toMap(app -> app, app -> new Plan(changes.getOrDefault(app, List.of()),
                kept.getOrDefault(app, List.of()), notRead.getOrDefault(app, List.of()), notes.getOrDefault(app, List.of()),
                undeclared.getOrDefault(app, List.of()))));
    }
}
