package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Plan.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds an app's first start back until the apps that it depends on have been started. What runs already is never held back, and never stopped for
 * an app that went away: {@code dependsOn} orders a beginning, not a life.
 */
final class FirstStart {
    private final Resolved resolved;
    private final Map<String, Set<String>> dependsOn = new TreeMap<>();
    private final Map<String, String> circles = new HashMap<>();

    FirstStart(Resolved resolved) {
        this.resolved = resolved;
        resolved.apps().stream().filter(app -> !app.dependsOn().isEmpty()).forEach(app -> dependsOn.put(app.name(), app.dependsOn()));
        dependsOn.keySet().forEach(app -> path(app, app, new HashSet<>()).ifPresent(path -> circles.put(app, String.join(" -> ", path))));
    }

    /** Empty when nothing holds the app back. */
    Optional<String> objection(AppSpec app, ResourceKind<?> kind, Snapshot snapshot) {
        if (app.dependsOn().isEmpty()) return Optional.empty();
        if (circles.containsKey(app.name())) return Optional.of(circle(app.name()));
        return app.dependsOn().stream().filter(other -> snapshot.of(kind, other).stream().allMatch(ResourceState::leaving)).findFirst()
                .map(missing -> resolved.named(missing).isEmpty()
                        ? "waits for app " + missing + ", which environment " + resolved.environment().name()
                                + " does not have: apply it, or take it out of spec.dependsOn"
                        : "waits for the " + kind.name() + " of app " + missing + ", which does not exist yet");
    }

    /** For apps that run although they stand in a circle: nothing would start them anew. */
    List<Note> notes() {
        return circles.keySet().stream().sorted().map(app -> new Note(app, "dependsOn", circle(app))).toList();
    }

    private String circle(String app) {
        return "apps wait for each other in a circle, " + circles.get(app) + ": take one of them out of spec.dependsOn";
    }

    /** From one app to another, both named; empty where there is no way. */
    private Optional<List<String>> path(String from, String to, Set<String> seen) {
        for (String next : dependsOn.getOrDefault(from, Set.of())) {
            if (next.equals(to)) return Optional.of(List.of(from, to));
            if (!seen.add(next)) continue;
            Optional<List<String>> rest = path(next, to, seen);
            if (rest.isPresent()) {
                var whole = new ArrayList<>(List.of(from));
                whole.addAll(rest.get());
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }
}
