package com.meddevo.controller.loop;

import com.meddevo.aws.service.Rollout;
import java.util.Optional;

/**
 * What an app fails with, and the task whose log says more.
 *
 * @param reason in ECS's words
 * @param task that failed last; empty where ECS does not tell, or not yet
 */
record Failing(String reason, Optional<String> task) {
    static Optional<Failing> of(AppView view) {
        return view.rolledBack().or(() -> view.rollout().filter(rollout -> rollout.state().equals("FAILED"))
                .map(rollout -> rollout.reason().orElse("failed")))
                .map(reason -> new Failing(reason, view.rollout().flatMap(Rollout::lastFailure).map(Rollout.Failure::task)));
    }

    /** Whether this is what is known already, with the task forgotten. */
    boolean saysLessThan(Optional<Failing> known) {
        return task.isEmpty() && known.map(Failing::reason).equals(Optional.of(reason));
    }
}
