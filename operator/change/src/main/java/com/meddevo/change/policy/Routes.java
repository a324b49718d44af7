package com.meddevo.change.policy;

import com.meddevo.change.CannotTell;
import com.meddevo.change.RiskClass;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which way a change takes, by environment and class.
 *
 * @param routes by name
 * @param environments by name: the branch that reaches it, and the route of each class
 */
public record Routes(Map<String, Route> routes, Map<String, Environment> environments) {
    public Routes {
        routes = Map.copyOf(Yaml.required(routes, "routes"));
        environments = Map.copyOf(Yaml.required(environments, "environments"));
        environments.forEach((name, environment) -> {
            for (var risk : List.of(RiskClass.NONE, RiskClass.LOW, RiskClass.MEDIUM, RiskClass.HIGH)) {
                if (!environment.classes.containsKey(risk))
                    throw new CannotTell("routes.yaml has no route for " + risk + " changes of " + name + ": add one");
            }
        });
        for (var environment : environments.values()) {
            for (String route : environment.classes.values()) {
                if (!routes.containsKey(route))
                    throw new CannotTell("routes.yaml sends changes along " + route + ", which it does not describe");
            }
        }
    }

    /**
     * @param approvals how many people have to agree who did not make the change
     * @param snapshot whether what holds data is saved before anything is applied
     * @param window when it may be applied; null for always
     */
    public record Route(int approvals, boolean snapshot, Window window) {
    }

    /** @param from the first minute, {@code 08:00}, in the zone's time; {@code to} is the first one that is too late */
    public record Window(List<DayOfWeek> days, String from, String to, String zone) {
        public boolean holds(ZonedDateTime now) {
            var there = now.withZoneSameInstant(ZoneId.of(zone));
            var time = there.toLocalTime();
            return days.contains(there.getDayOfWeek()) && !time.isBefore(LocalTime.parse(from)) && time.isBefore(LocalTime.parse(to));
        }

        @Override
        public String toString() {
            return String.join(", ", days.stream().map(day -> day.name().charAt(0) + day.name().substring(1).toLowerCase()).toList()) + ", "
                    + from + " to " + to + " (" + zone + ")";
        }
    }

    /** @param branch the only one from which the environment changes */
    public record Environment(String branch, Map<RiskClass, String> classes) {
        public Environment {
            Yaml.required(branch, "branch");
            classes = Map.copyOf(Yaml.required(classes, "classes"));
        }
    }

    public Environment environment(String name) {
        return Optional.ofNullable(environments.get(name)).orElseThrow(() -> new CannotTell("routes.yaml knows no environment \"" + name
                + "\": use one of " + String.join(", ", environments.keySet().stream().sorted().toList())));
    }
}
