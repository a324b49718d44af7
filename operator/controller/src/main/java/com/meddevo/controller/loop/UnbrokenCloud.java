package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import com.meddevo.registry.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cloud that breaks off with an exception has read nothing, or failed at everything; the loop goes on. */
final class UnbrokenCloud {
    private static final Logger LOG = LoggerFactory.getLogger(UnbrokenCloud.class);
    private static final Arns NO_ARNS = new NoArns();

    private final String environment;
    private final Cloud cloud;

    UnbrokenCloud(String environment, Cloud cloud) {
        this.environment = environment;
        this.cloud = cloud;
    }

    Sweep observe(Scope scope) {
        try {
            return cloud.observe(scope);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("environment", environment).log("reading AWS broke off");
            return new Sweep(new Snapshot(List.of(), List.of(), Facts.NONE), NO_ARNS,
                    List.of(new Sweep.Unread(Board.EVERYTHING, "reading AWS broke off: " + e.getMessage(), false)), 0, Map.of());
        }
    }

    Map<ResourceId, Outcome> apply(AppKey app, Plan slice, Fleet fleet) {
        try {
            return cloud.apply(slice, fleet);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("environment", environment).addKeyValue("app", app).log("applying broke off");
            var failed = new HashMap<ResourceId, Outcome>();
            slice.applicable().forEach(
                    change -> failed.put(change.id(), new Outcome.Failed("Broken", "applying broke off: " + e.getMessage(), true)));
            return failed;
        }
    }

    List<String> lastLogLines(AppKey app, Optional<String> task, int count) {
        try {
            return cloud.lastLogLines(app.name(), task, count);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("environment", environment).addKeyValue("app", app).addKeyValue("cause", e.getMessage())
                    .log("the log of a failed task could not be read");
            return List.of();
        }
    }

    List<Plan.Note> shortfalls(AppSpec app) { return cloud.shortfalls(app); }

    Answer neededImages() {
        try {
            return cloud.neededImages();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("environment", environment).log("asking which images are needed broke off");
            return new Answer.Unread("asking broke off: " + e.getMessage());
        }
    }

    void close() { cloud.close(); }

    /** Of a reading that broke off. */
    private record NoArns() implements Arns {
        @Override
        public Optional<String> find(ResourceId id) { return Optional.empty(); }

        @Override
        public void learn(ResourceId id, String arn) {}

        @Override
        public void forget(ResourceId id) {}
    }
}
