package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.meddevoappspec.task.Sidecars;
import com.meddevo.api.v1alpha1.meddevoappspec.task.sidecars.DependsOn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What rules cannot say of sidecars: that none has the app's name, and that they do not wait for each other in a circle. */
final class SidecarCheck {
    private SidecarCheck() {}

    /** @param app has passed its schema and rules */
    static List<FieldError> check(MeddevoApp app) {
        var errors = new ArrayList<FieldError>();
        List<Sidecars> sidecars = requireNonNullElse(app.getSpec().getTask().getSidecars(), List.of());
        for (int i = 0; i < sidecars.size(); i++) {
            if (sidecars.get(i).getName().equals(app.getMetadata().getName()))
                errors.add(new FieldError("spec.task.sidecars[" + i + "].name", "is the name of the app's own container; choose another"));
        }
        Set<String> circle = circle(sidecars.stream().collect(Collectors.toMap(Sidecars::getName, SidecarCheck::awaited)));
        if (!circle.isEmpty())
            errors.add(new FieldError("spec.task.sidecars", circle.stream().sorted().collect(Collectors.joining(", "))
                    + " wait for each other in a circle, so none of them could ever start; take a dependsOn away"));
        return errors;
    }

    private static Set<String> awaited(Sidecars sidecar) {
        return requireNonNullElse(sidecar.getDependsOn(), List.<DependsOn>of()).stream().map(DependsOn::getContainer)
                .collect(Collectors.toSet());
    }

    /** Those that could not start if all others did as soon as they can. */
    private static Set<String> circle(Map<String, Set<String>> awaited) {
        Set<String> open = new HashSet<>(awaited.keySet());
        while (open.removeIf(name -> awaited.get(name).stream().noneMatch(open::contains))) {
            // each round starts whoever waits for nobody any more
        }
        return open;
    }
}
