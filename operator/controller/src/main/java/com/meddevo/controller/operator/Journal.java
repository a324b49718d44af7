package com.meddevo.controller.operator;

import com.meddevo.aws.Sweep;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the loops find in AWS; what they do to it is logged where it is done. */
final class Journal implements LoopListener {
    private static final Logger LOG = LoggerFactory.getLogger("com.meddevo.controller");

    @Override
    public void read(String environment, Scope scope, Sweep sweep, Duration took) {
        LOG.atDebug().addKeyValue("environment", environment).addKeyValue("app", scope.app().orElse("all"))
                .addKeyValue("slow", scope.slow()).addKeyValue("attempts", sweep.attempts()).addKeyValue("ms", took.toMillis()).log("read");
        sweep.unread().forEach(unread -> LOG.atWarn().addKeyValue("environment", environment).addKeyValue("what", unread.subject())
                .addKeyValue("cause", unread.cause()).log("not read"));
    }

    @Override
    public void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {
        drift.forEach(one -> LOG.atWarn().addKeyValue("environment", environment).addKeyValue("app", app)
                .addKeyValue("resource", one.resource()).addKeyValue("field", one.field()).addKeyValue("observed", one.observed())
                .addKeyValue("desired", one.desired()).addKeyValue("tier", one.tier()).addKeyValue("declared", one.declared())
                .log("drifted"));
    }

    @Override
    public void healed(String environment, AppKey app, List<Drift> drift, Instant at) {
        drift.forEach(one -> LOG.atInfo().addKeyValue("environment", environment).addKeyValue("app", app)
                .addKeyValue("resource", one.resource()).addKeyValue("field", one.field()).log("healed"));
    }
}
