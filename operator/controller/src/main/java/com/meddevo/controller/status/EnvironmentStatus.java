package com.meddevo.controller.status;

import static com.meddevo.controller.status.Condition.no;
import static com.meddevo.controller.status.Condition.unknown;
import static com.meddevo.controller.status.Condition.yes;
import static java.util.stream.Collectors.joining;

import com.meddevo.api.parse.ParsedEnvironment;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.MeddevoEnvironmentStatus;
import com.meddevo.api.v1alpha1.meddevoenvironmentstatus.Conditions;
import com.meddevo.aws.Sweep;
import com.meddevo.controller.loop.EnvironmentView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what the loop knows of an environment as the environment's status. Pure. */
public final class EnvironmentStatus {
    /** A status that names more of them is not read any better. */
    private static final int NAMED = 10;

    private EnvironmentStatus() {}

    /**
     * @param before the status as it was last written, or null
     * @param apps that name the environment, by name
     * @param view empty while no loop runs
     */
    public static MeddevoEnvironmentStatus of(MeddevoEnvironment environment, MeddevoEnvironmentStatus before, ParsedEnvironment parsed,
            List<String> apps, Optional<EnvironmentView> view, Instant now) {
        var status = new MeddevoEnvironmentStatus();
        status.setObservedGeneration(environment.getMetadata().getGeneration());
        status.setApps(apps.size());
        view.flatMap(EnvironmentView::lastSweep).ifPresent(at -> status.setLastSweep(Status.time(at)));
        view.filter(EnvironmentView::swept).ifPresent(seen -> status.setReads(seen.attempts()));
        view.flatMap(EnvironmentView::blindSince).ifPresent(at -> status.setBlindSince(Status.time(at)));
        parsed.terms().ifPresent(terms -> status.setAccountId(terms.environment().account().id()));
        boolean leaving = environment.getMetadata().getDeletionTimestamp() != null;
        status.setConditions(List.of(ready(parsed, leaving ? apps : List.of(), view), observed(view), throttled(view)).stream()
                .map(condition -> written(before, condition, status.getObservedGeneration(), now)).toList());
        return status;
    }

    private static Condition ready(ParsedEnvironment parsed, List<String> holding, Optional<EnvironmentView> view) {
        if (!holding.isEmpty()) {
            return no("Ready", "InUse", "Is deleted once no app names it any more: " + String.join(", ", holding));
        }
        if (!parsed.errors().isEmpty()) {
            return no("Ready", "SpecInvalid", parsed.errors().stream().map(Object::toString).collect(joining("; ")));
        }
        if (view.filter(EnvironmentView::swept).isEmpty()) return unknown("Ready", "NotReadYet", "AWS was not read yet.");
        List<Sweep.Unread> forbidden = view.get().unread().stream().filter(Sweep.Unread::permission)
                .filter(unread -> unread.what().isEmpty()).toList();
        if (!forbidden.isEmpty()) return no("Ready", "PermissionMissing", sentences(forbidden));
        if (view.get().lastSweep().isEmpty()) return no("Ready", "NotRead", sentences(view.get().unread()));
        return yes("Ready", "Ready", "The operator works here.");
    }

    private static Condition observed(Optional<EnvironmentView> view) {
        if (view.filter(EnvironmentView::swept).isEmpty()) return unknown("Observed", "NotReadYet", "AWS was not read yet.");
        return view.get().unread().isEmpty()
                ? yes("Observed", "Observed", "Everything was read.")
                : no("Observed", "NotRead", sentences(view.get().unread()));
    }

    private static Condition throttled(Optional<EnvironmentView> view) {
        List<Sweep.Unread> slowed = view.map(EnvironmentView::unread).orElse(List.of()).stream().filter(EnvironmentStatus::isThrottling)
                .toList();
        return slowed.isEmpty()
                ? no("Throttled", "WithinLimits", "AWS answers at the rate that is asked.")
                : yes("Throttled", "Throttled", sentences(slowed));
    }

    private static boolean isThrottling(Sweep.Unread unread) {
        String cause = unread.cause().toLowerCase(Locale.ROOT);
        return cause.contains("throttl") || cause.contains("rate exceeded") || cause.contains("limitexceeded");
    }

    private static String sentences(List<Sweep.Unread> unread) {
        return unread.stream().limit(NAMED).map(one -> one.subject() + ": " + one.cause()).collect(joining("; "))
                + (unread.size() > NAMED ? "; and " + (unread.size() - NAMED) + " more" : "");
    }

    private static Conditions written(MeddevoEnvironmentStatus before, Condition condition, Long generation, Instant now) {
        Optional<Conditions> known = Optional.ofNullable(before).map(MeddevoEnvironmentStatus::getConditions).orElse(List.of()).stream()
                .filter(one -> one.getType().equals(condition.type())).findFirst();
        var written = new Conditions();
        written.setType(condition.type());
        written.setStatus(condition.status().text());
        written.setReason(condition.reason());
        written.setMessage(Status.cut(condition.message()));
        written.setObservedGeneration(generation);
        written.setLastTransitionTime(Status.transition(condition.status(), known.map(Conditions::getStatus).orElse(null),
                known.map(Conditions::getLastTransitionTime).orElse(null), now));
        return written;
    }
}
