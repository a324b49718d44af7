package com.meddevo.controller.loop;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an app whose planning breaks off, by a mistake of this program, from stopping all others: it is held as a suspended one is, and the rest is
 * planned without it. Halving the fleet finds it, for about twice what a plan costs.
 */
final class Bulkhead {
    private static final Logger LOG = LoggerFactory.getLogger(Bulkhead.class);

    private final Planner planner;
    private Map<AppKey, String> told = Map.of();

    Bulkhead(Planner planner) { this.planner = planner; }

    /**
     * @param fleet in which whoever could not be planned is held
     * @param held why, by app, a sentence each
     */
    record Planned(Fleet fleet, Resolved resolved, Plan plan, Map<AppKey, String> held) {
    }

    /** @throws RuntimeException what broke planning, if no app breaks it alone */
    Planned plan(Fleet fleet, Snapshot snapshot) {
        try {
            var planned = planned(fleet, snapshot, Map.of());
            told = Map.of();
            return planned;
        } catch (RuntimeException e) {
            var broken = new TreeMap<AppKey, RuntimeException>();
            find(fleet, wanted(fleet), snapshot, broken);
            if (broken.isEmpty()) throw e;
            var held = new TreeMap<AppKey, String>();
            broken.forEach((app, cause) -> held.put(app, sentence(cause)));
            broken.forEach((app, cause) -> tell(fleet, app, cause, held.get(app)));
            var planned = planned(holding(fleet, held), snapshot, held);
            told = Map.copyOf(held);
            return planned;
        }
    }

    private Planned planned(Fleet fleet, Snapshot snapshot, Map<AppKey, String> held) {
        var resolved = Resolved.of(fleet, snapshot);
        return new Planned(fleet, resolved, planner.plan(resolved), held);
    }

    private void find(Fleet fleet, List<AppKey> suspects, Snapshot snapshot, Map<AppKey, RuntimeException> broken) {
        var others = wanted(fleet).stream().filter(app -> !suspects.contains(app)).collect(Collectors.toMap(app -> app, app -> ""));
        try {
            planned(holding(fleet, others), snapshot, others);
        } catch (RuntimeException e) {
            if (suspects.size() == 1) {
                broken.put(suspects.getFirst(), e);
            } else {
                find(fleet, suspects.subList(0, suspects.size() / 2), snapshot, broken);
                find(fleet, suspects.subList(suspects.size() / 2, suspects.size()), snapshot, broken);
            }
        }
    }

    private static List<AppKey> wanted(Fleet fleet) {
        return fleet.members().stream().filter(Member.Wanted.class::isInstance).map(Member::key).toList();
    }

    private static Fleet holding(Fleet fleet, Map<AppKey, String> held) {
        return new Fleet(fleet.environment(), fleet.members().stream()
                .map(member -> member instanceof Member.Wanted && held.containsKey(member.key())
                        ? new Member.Held(member.key(), held.get(member.key()))
                        : member)
                .toList());
    }

    private static String sentence(RuntimeException cause) {
        return "the operator broke off planning this app (" + cause + "), so nothing of it is changed; all others go on."
                + " That is a mistake of the operator: report it, with the stack from its log";
    }

    /** Once for each cause, and not with every plan. */
    private void tell(Fleet fleet, AppKey app, RuntimeException cause, String sentence) {
        if (sentence.equals(told.get(app))) return;
        LOG.atError().setCause(cause).addKeyValue("environment", fleet.environment().name()).addKeyValue("app", app)
                .log("planning broke off");
    }
}
