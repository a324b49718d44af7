package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.registry.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS as one environment sees it. Thread-safe; every method may block, so callers bring a virtual thread. */
public interface Cloud extends AutoCloseable {
    /** Reads what the scope names. What could not be read is named in the sweep and not in the snapshot's readings; nothing is thrown for it. */
    Sweep observe(Scope scope);

    /**
     * Carries one app's changes out, concurrently along their edges. What waits comes back as waiting, with all that depends on it.
     *
     * @param fleet that the plan was made for
     */
    Map<ResourceId, Outcome> apply(Plan plan, Fleet fleet);

    /** The last lines that this task of the app wrote, else the one that wrote last; oldest first, at most {@code count}. */
    List<String> lastLogLines(String app, Optional<String> task, int count);

    /** What the spec asks for and this cloud does not do, since it is none of Amazon's. */
    default List<Plan.Note> shortfalls(AppSpec app) {
        return List.of();
    }

    /** Which images may be pulled here; unread if that cannot be said completely. */
    default Answer neededImages() {
        return new Answer.Unread("this environment cannot say which images it needs");
    }

    @Override
    void close();
}
