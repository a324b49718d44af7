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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private final Map<String, Layer> whole = new TreeMap<>();
    /** By kind, then by app. */
    private final Map<String, Map<String, Layer>> slices = new TreeMap<>();
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
            slices.values().forEach(apps -> apps.values().removeIf(tooOld));
        }
    }

    /** What the planner may know: every kind's newest resources, and the readings that say so. */
    Snapshot snapshot() {
        var readings = new ArrayList<Reading>();
        var resources = new ArrayList<ResourceState>();
        whole.forEach((kind, layer) -> {
            readings.addAll(layer.readings);
            layer.resources.stream().filter(state -> !slices(kind).containsKey(state.id().app())).forEach(resources::add);
        });
        slices.values().stream().flatMap(apps -> apps.values().stream()).forEach(layer -> {
            readings.addAll(layer.readings);
            resources.addAll(layer.resources);
        });
        return new Snapshot(readings, resources, facts.facts());
    }

    /** When the oldest of the observations began that say something of the app; empty while none does. */
    Optional<Instant> begun(String app) {
        return Stream.concat(whole.keySet().stream(), slices.keySet().stream()).distinct().map(kind -> layer(kind, app))
                .flatMap(Optional::stream).map(Layer::begun).min(Comparator.naturalOrder());
    }

    private Optional<Layer> layer(String kind, String app) {
        return Optional.ofNullable(slices(kind).get(app)).or(() -> Optional.ofNullable(whole.get(kind)));
    }

    private Map<String, Layer> slices(String kind) { return slices.getOrDefault(kind, Map.of()); }

    /** How the app's newest deployment goes; empty when it has no service. */
    Optional<Rollout> rollout(String app) {
        return Optional.ofNullable(rollouts.get(app));
    }

    private void addWhole(Snapshot read, Instant begun) {
        var resources = read.resources().stream().collect(Collectors.groupingBy(state -> state.id().kind()));
        read.readings().stream().collect(Collectors.groupingBy(Reading::kind)).forEach((kind, readings) -> {
            var ofKind = resources.getOrDefault(kind, List.of());
            if (readings.stream().anyMatch(reading -> reading.app().isEmpty())) {
                Layer known = whole.get(kind);
                if (known == null || known.begun.isBefore(begun)) whole.put(kind, new Layer(begun, readings, ofKind));
                slices(kind).values().removeIf(slice -> !slice.begun.isAfter(begun));
            } else {
                var byApp = ofKind.stream().collect(Collectors.groupingBy(state -> state.id().app()));
                readings.stream().collect(Collectors.groupingBy(reading -> reading.app().orElseThrow()))
                        .forEach((app, ofApp) -> putSlice(kind, app, begun, ofApp, byApp.getOrDefault(app, List.of())));
            }
        });
    }

    private void addSlice(String app, Snapshot read, Instant begun) {
        read.readings().stream().filter(reading -> reading.app().map(app::equals).orElse(true)).map(Reading::kind).distinct()
                .forEach(kind -> putSlice(kind, app, begun, read.readings(), read.resources()));
    }

    private void putSlice(String kind, String app, Instant begun, List<Reading> readings, List<ResourceState> resources) {
        if (layer(kind, app).filter(known -> known.begun.isAfter(begun)).isPresent()) return;
        slices.computeIfAbsent(kind, any -> new TreeMap<>()).put(app, new Layer(begun,
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
