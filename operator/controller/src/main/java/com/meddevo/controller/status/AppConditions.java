package com.meddevo.controller.status;

import static com.meddevo.controller.status.Condition.no;
import static com.meddevo.controller.status.Condition.unknown;
import static com.meddevo.controller.status.Condition.yes;

import com.meddevo.aws.service.Rollout;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.roster.Admission;
import com.meddevo.plan.Change;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Tier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an app's conditions say. Pure. */
final class AppConditions {
    static final String ACCEPTED = "Accepted";
    static final String IN_SYNC = "InSync";
    static final String READY = "Ready";
    static final String PROGRESSING = "Progressing";
    static final String DEGRADED = "Degraded";
    static final String DRIFTED = "Drifted";

    private static final int LOG_LINES_IN_MESSAGE = 5;

    private AppConditions() {}

    /** @param view empty when nothing of the app was planned yet */
    static List<Condition> of(Admission admission, Optional<AppView> view) {
        Condition accepted = switch (admission) {
            case Admission.Accepted() -> yes(ACCEPTED, "Accepted", "The spec can be used.");
            case Admission.Refused(var reason, var message, _) -> no(ACCEPTED, reason, message);
        };
        return view.map(seen -> List.of(accepted, inSync(seen), ready(seen), progressing(seen), degraded(seen), drifted(seen)))
                .orElseGet(() -> unseen(accepted));
    }

    private static List<Condition> unseen(Condition accepted) {
        boolean refused = accepted.is(Condition.Truth.FALSE);
        String reason = refused ? "NotAccepted" : "NotReadYet";
        String message = refused ? "Not looked at, since the spec is not accepted." : "AWS was not read for this app yet.";
        return List.of(accepted, unknown(IN_SYNC, reason, message), unknown(READY, reason, message),
                refused ? no(PROGRESSING, reason, message) : yes(PROGRESSING, reason, message), unknown(DEGRADED, reason, message),
                unknown(DRIFTED, reason, message));
    }

    private static Condition inSync(AppView view) {
        if (view.standing() instanceof AppView.Standing.Held(var because)) return unknown(IN_SYNC, "Held", because);
        if (view.standing() instanceof AppView.Standing.NameTaken(var holder)) {
            return unknown(IN_SYNC, "NameTaken", holder + " has the name.");
        }
        if (!view.unread().isEmpty()) return unknown(IN_SYNC, "NotRead", "Not read: " + String.join("; ", view.unread()));
        if (view.standing() instanceof AppView.Standing.Leaving) return no(IN_SYNC, "Leaving", "The app is being deleted.");
        if (view.work().applying()) return no(IN_SYNC, "Applying", "Being made: " + summary(view.plan()));
        if (view.inSync()) return yes(IN_SYNC, "InSync", "AWS is as the spec says.");
        if (view.rolledBack().isPresent()) return no(IN_SYNC, "RolledBack", view.rolledBack().get());
        if (!view.work().stuck().isEmpty()) return no(IN_SYNC, "NotConverging", stuck(view));
        if (!view.work().failed().isEmpty()) return no(IN_SYNC, "Failed", view.work().failed().getFirst());
        if (!view.work().waiting().isEmpty()) return no(IN_SYNC, "Waiting", "Waits: " + String.join("; ", view.work().waiting()));
        if (!view.plan().blocked().isEmpty() && view.plan().applicable().isEmpty()) return no(IN_SYNC, "Blocked", blocked(view.plan()));
        return no(IN_SYNC, "Pending", "To be made: " + summary(view.plan()));
    }

    private static Condition ready(AppView view) {
        if (view.rollout().isEmpty()) {
            return view.unread().stream().anyMatch(kind -> kind.startsWith("service:"))
                    ? unknown(READY, "NotRead", "Not read: " + String.join("; ", view.unread()))
                    : no(READY, "NoService", "There is no ECS service yet.");
        }
        Rollout rollout = view.rollout().get();
        int serving = rollout.healthy().orElse(rollout.running());
        String tasks = serving + " of " + rollout.desired() + " tasks serve";
        if (rollout.state().equals("DRAINING")) return no(READY, "Draining", "The service is being deleted.");
        if (rollout.desired() == 0) return yes(READY, "ScaledToZero", "No tasks are wanted.");
        if (serving >= rollout.desired()) return yes(READY, "Serving", tasks + ".");
        return no(READY, "TasksMissing",
                tasks + rollout.lastFailure().map(failure -> "; the last that failed: " + failure.because()).orElse("."));
    }

    private static Condition progressing(AppView view) {
        if (view.standing() instanceof AppView.Standing.Held(var because)) return no(PROGRESSING, "Held", because);
        if (view.standing() instanceof AppView.Standing.Leaving) {
            return yes(PROGRESSING, "Leaving",
                    view.work().waiting().isEmpty() ? "Being deleted." : String.join("; ", view.work().waiting()));
        }
        if (view.work().applying()) return yes(PROGRESSING, "Applying", "Being made: " + summary(view.plan()));
        if (view.rollout().filter(rollout -> rollout.state().equals("IN_PROGRESS")).isPresent()) {
            return yes(PROGRESSING, "RollingOut", view.rollout().get().reason().orElse("A deployment is under way.")
                    + view.rollout().get().traffic().map(AppConditions::traffic).orElse(""));
        }
        if (!view.work().waiting().isEmpty()) return yes(PROGRESSING, "Waiting", String.join("; ", view.work().waiting()));
        if (!view.plan().applicable().isEmpty() && view.work().stuck().isEmpty() && view.work().failed().isEmpty()) {
            return yes(PROGRESSING, "Pending", "To be made: " + summary(view.plan()));
        }
        return no(PROGRESSING, "Settled", "Nothing is under way.");
    }

    /** Where the requests go now, for a deployment that moves them. */
    private static String traffic(Rollout.Traffic traffic) {
        String stage = traffic.stage().map(name -> " Stage " + name + ".").orElse("");
        return traffic.weights().isEmpty()
                ? stage
                : stage + traffic.weights().entrySet().stream().map(weight -> weight.getKey() + " gets " + weight.getValue() + " %")
                        .collect(Collectors.joining(", ", " Of the requests ", "."));
    }

    private static Condition degraded(AppView view) {
        if (view.rolledBack().isPresent()) return yes(DEGRADED, "RolledBack", view.rolledBack().get() + lastLines(view));
        if (view.rollout().filter(rollout -> rollout.state().equals("FAILED")).isPresent()) {
            return yes(DEGRADED, "RolloutFailed", view.rollout().get().reason().orElse("The deployment failed.") + lastLines(view));
        }
        if (!view.work().stuck().isEmpty()) return yes(DEGRADED, "NotConverging", stuck(view));
        if (!view.work().failed().isEmpty()) return yes(DEGRADED, "ApplyFailed", String.join("; ", view.work().failed()));
        if (view.plan().blocked().stream().anyMatch(blocked -> !blocked.by().equals("dependency"))) {
            return yes(DEGRADED, "Blocked", blocked(view.plan()));
        }
        return no(DEGRADED, "Healthy", "Nothing fails.");
    }

    private static Condition drifted(AppView view) {
        if (!view.drift().isEmpty()) {
            return yes(DRIFTED, driftReason(view), view.drift().stream().map(AppConditions::sentence).collect(Collectors.joining("; ")));
        }
        if (view.standing() instanceof AppView.Standing.Held(var because)) return unknown(DRIFTED, "Held", because);
        if (!view.unread().isEmpty()) return unknown(DRIFTED, "NotRead", "Not read: " + String.join("; ", view.unread()));
        return no(DRIFTED, "NoDrift", "AWS holds what was made, and nothing that nobody declared.");
    }

    /** What weighs most: another reason is another transition, so that what gets worse is told. */
    private static String driftReason(AppView view) {
        if (view.drift().stream().anyMatch(drift -> drift.tier() == Tier.SECURITY)) return "SecurityDrift";
        return view.drift().stream().anyMatch(Drift::declared) ? "Drift" : "UndeclaredDrift";
    }

    private static String sentence(Drift drift) {
        if (drift.field().equals(Drift.WHOLE)) return drift.resource() + " is missing";
        String is = drift.resource() + " " + drift.field() + " is " + drift.observed()
                + (drift.declared() ? " and should be " : ", which nobody declared, instead of ") + drift.desired();
        return drift.tier() == Tier.SECURITY ? "SECURITY: " + is + ", so " + drift.because() : is;
    }

    private static String summary(Plan plan) {
        return plan.applicable().stream().map(change -> verb(change) + " " + change.id()).collect(Collectors.joining(", "));
    }

    private static String verb(Change<?> change) {
        return switch (change) {
            case Change.Create<?> _ -> "create";
            case Change.Update<?> _ -> "update";
            case Change.Delete<?> _ -> "delete";
            case Change.Blocked<?> _ -> "blocked";
        };
    }

    private static String blocked(Plan plan) {
        return plan.blocked().stream().map(held -> held.id() + ": " + held.because()).collect(Collectors.joining("; "));
    }

    private static String stuck(AppView view) {
        return String.join("; ", view.work().stuck())
                + ". It is tried again when the spec changes, hourly, and when the app is annotated with"
                + " meddevo.com/retry and the time.";
    }

    private static String lastLines(AppView view) {
        if (view.log().isEmpty()) return "";
        int from = Math.max(0, view.log().size() - LOG_LINES_IN_MESSAGE);
        return "\nLast lines:\n" + String.join("\n", view.log().subList(from, view.log().size()));
    }
}
