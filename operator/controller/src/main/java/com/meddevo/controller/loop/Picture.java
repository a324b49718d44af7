package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.aws.service.Rollout;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The newest that is known of an environment, put together from sweeps over all apps and slices of single ones. Per kind and app the reading that
 * began last wins, whichever came back first. What the newest sweep could not read stays for a while and then counts as not read.
 */
final class Picture {
    /**
     * What one observation read of one kind.
     *
     * @param begun when the observation began
     */
    private record Layer(Instant begun, List<Reading> readings, List<ResourceState> resources) {
    }

    private record Part(String kind, String app) {
    }

    private final Map<String, Layer> whole = new TreeMap<>();
    private final Map<Part, Layer> slices = new TreeMap<>(Comparator.comparing(Part::kind).thenComparing(Part::app));
    private final FactBook facts = new FactBook();
    private Map<String, Rollout> rollouts = Map.of();

    /**
     * Takes an observation in.
     *
     * @param begun when it began
     * @param stale how long what it did not read still counts
     */
    void add(Scope scope, Sweep sweep, Instant begun, Duration stale) {
        scope.app().ifPresentOrElse(app -> addSlice(app, sweep.snapshot(), begun), () -> addWhole(sweep.snapshot(), begun));
        facts.add(scope, sweep, begun);
        addRollouts(scope, sweep);
        if (scope.app().isEmpty()) {
            Predicate<Layer> tooOld = layer -> layer.begun.isBefore(begun.minus(stale));
            whole.values().removeIf(tooOld);
            slices.values().removeIf(tooOld);
        }
    }

    /** What the planner may know: every kind's newest resources, and the readings that say so. */
    Snapshot snapshot() {
        var readings = new ArrayList<Reading>();
        var resources = new ArrayList<ResourceState>();
        whole.forEach((kind, layer) -> {
            readings.addAll(layer.readings);
            layer.resources.stream().filter(state -> !slices.containsKey(new Part(kind, state.id().app()))).forEach(resources::add);
        });
        slices.values().forEach(layer -> {
            readings.addAll(layer.readings);
            resources.addAll(layer.resources);
        });
        return new Snapshot(readings, resources, facts.facts());
    }

    /** When the oldest of the observations began that say something of the app; empty while none does. */
    Optional<Instant> begun(String app) {
        var layers = new TreeMap<String, Instant>();
        whole.forEach((kind, layer) -> layers.put(kind, layer.begun));
        slices.forEach((part, layer) -> {
            if (part.app.equals(app)) layers.put(part.kind, layer.begun);
        });
        return layers.values().stream().min(Comparator.naturalOrder());
    }

    /** How the app's newest deployment goes; empty when it has no service. */
    Optional<Rollout> rollout(String app) {
        return Optional.ofNullable(rollouts.get(app));
    }

    private void addWhole(Snapshot read, Instant begun) {
        var kinds = read.readings().stream().map(Reading::kind).collect(Collectors.toCollection(TreeSet::new));
        for (String kind : kinds) {
            var readings = read.readings().stream().filter(reading -> reading.kind().equals(kind)).toList();
            var resources = read.resources().stream().filter(state -> state.id().kind().equals(kind)).toList();
            if (readings.stream().anyMatch(reading -> reading.app().isEmpty())) {
                Layer known = whole.get(kind);
                if (known == null || known.begun.isBefore(begun)) whole.put(kind, new Layer(begun, readings, resources));
                slices.entrySet().removeIf(slice -> slice.getKey().kind.equals(kind) && !slice.getValue().begun.isAfter(begun));
            } else {
                readings.stream().map(reading -> reading.app().orElseThrow()).distinct()
                        .forEach(app -> putSlice(kind, app, begun, readings, resources));
            }
        }
    }

    private void addSlice(String app, Snapshot read, Instant begun) {
        read.readings().stream().filter(reading -> reading.app().map(app::equals).orElse(true)).map(Reading::kind).distinct()
                .forEach(kind -> putSlice(kind, app, begun, read.readings(), read.resources()));
    }

    private void putSlice(String kind, String app, Instant begun, List<Reading> readings, List<ResourceState> resources) {
        Layer known = slices.getOrDefault(new Part(kind, app), whole.get(kind));
        if (known != null && known.begun.isAfter(begun)) return;
        slices.put(new Part(kind, app), new Layer(begun,
                readings.stream().filter(reading -> reading.kind().equals(kind) && reading.app().map(app::equals).orElse(true))
                        .map(reading -> new Reading(kind, Optional.of(app), reading.facet(), reading.startedAt())).toList(),
                resources.stream().filter(state -> state.id().kind().equals(kind) && state.id().app().equals(app)).toList()));
    }

    /** The cloud knows the newest of these, whichever reading they come with. */
    private void addRollouts(Scope scope, Sweep sweep) {
        var known = new TreeMap<>(rollouts);
        known.keySet().removeIf(scope::includes);
        known.putAll(sweep.rollouts());
        rollouts = known;
    }
}
