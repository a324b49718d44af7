package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** AWS as a map. It does what it is told at once, unless the test says otherwise for a resource. */
final class CloudInMemory implements Cloud {
    final Map<ResourceId, ResourceState> resources = new TreeMap<>();
    final Map<ResourceId, Outcome> answers = new HashMap<>();
    final Set<String> unreadable = new HashSet<>();
    final Set<ResourceId> deaf = new HashSet<>();
    final Map<String, Rollout> rollouts = new TreeMap<>();
    final List<Scope> scopes = new ArrayList<>();
    final List<String> writes = new ArrayList<>();
    Facts facts = Facts.NONE;
    private final Stage stage;

    CloudInMemory(Stage stage) { this.stage = stage; }

    @Override
    public Sweep observe(Scope scope) {
        scopes.add(scope);
        var kinds = Stage.KINDS.stream().map(kind -> kind.name()).filter(kind -> !unreadable.contains(kind)).toList();
        return new Sweep(new Snapshot(kinds.stream().map(kind -> new Reading(kind, scope.app(), Reading.WHOLE, stage.now)).toList(),
                resources.values().stream().filter(state -> kinds.contains(state.id().kind()) && scope.includes(state.id().app())).toList(),
                facts), Stage.NO_ARNS,
                unreadable.stream().map(kind -> new Sweep.Unread(kind, "ThrottlingException", false)).toList(), 5,
                rollouts);
    }

    @Override
    public Map<ResourceId, Outcome> apply(Plan plan, Fleet fleet) {
        var outcomes = new TreeMap<ResourceId, Outcome>();
        plan.applicable().forEach(change -> outcomes.put(change.id(), apply(change)));
        return outcomes;
    }

    private Outcome apply(Change<?> change) {
        writes.add(change.getClass().getSimpleName().toLowerCase() + " " + change.id());
        if (answers.containsKey(change.id())) return answers.get(change.id());
        if (deaf.contains(change.id())) return new Outcome.Done();
        switch (change) {
            case Change.Create<?>(var desired, _) -> resources.put(desired.id(), desired);
            case Change.Update<?> update -> resources.put(update.id(), update.desired());
            case Change.Delete<?> delete -> resources.remove(delete.id());
            case Change.Blocked<?> blocked -> throw new AssertionError(blocked);
        }
        return new Outcome.Done();
    }

    @Override
    public List<Plan.Note> shortfalls(AppSpec app) {
        return app.name().equals("asks-too-much") ? List.of(new Plan.Note(app.name(), "simulation", "nobody does that here")) : List.of();
    }

    @Override
    public List<String> lastLogLines(String app, Optional<String> task, int count) { return List.of("panic: " + app); }

    @Override
    public void close() {}

    long sweeps() { return scopes.stream().filter(scope -> scope.app().isEmpty()).count(); }

    List<String> slices() { return scopes.stream().map(Scope::app).flatMap(Optional::stream).toList(); }

    void forgetCalls() {
        scopes.clear();
        writes.clear();
    }
}
