package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Several listeners as one, told in this order. */
public record LoopListeners(List<LoopListener> all) implements LoopListener {
    public LoopListeners {
        all = List.copyOf(all);
    }

    @Override
    public void appChanged(String environment, AppKey app) { all.forEach(one -> one.appChanged(environment, app)); }

    @Override
    public void environmentChanged(String environment) { all.forEach(one -> one.environmentChanged(environment)); }

    @Override
    public void read(String environment, Scope scope, Sweep sweep, Duration took) {
        all.forEach(one -> one.read(environment, scope, sweep, took));
    }

    @Override
    public void planned(String environment, Plan plan) { all.forEach(one -> one.planned(environment, plan)); }

    @Override
    public void applied(String environment, AppKey app, Map<ResourceId, Outcome> outcomes, Duration took) {
        all.forEach(one -> one.applied(environment, app, outcomes, took));
    }

    @Override
    public void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {
        all.forEach(one -> one.drifted(environment, app, drift, at));
    }

    @Override
    public void healed(String environment, AppKey app, List<Drift> drift, Instant at) {
        all.forEach(one -> one.healed(environment, app, drift, at));
    }
}
