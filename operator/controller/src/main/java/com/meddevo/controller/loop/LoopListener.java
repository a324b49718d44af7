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

/** Hears what an environment's loop does. Called on the loop's threads, one at a time, and has to come back at once. */
public interface LoopListener {
    /** An app's view changed, or the app is no longer in the fleet. */
    default void appChanged(String environment, AppKey app) {}

    /** The environment's view changed. */
    default void environmentChanged(String environment) {}

    /** A reading came back. */
    default void read(String environment, Scope scope, Sweep sweep, Duration took) {}

    /** A plan was made for the whole fleet. */
    default void planned(String environment, Plan plan) {}

    /** An app's changes were carried out, or not. */
    default void applied(String environment, AppKey app, Map<ResourceId, Outcome> outcomes, Duration took) {}

    /** Drift was seen for the first time. */
    default void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {}

    /** Drift that was seen earlier is no more. */
    default void healed(String environment, AppKey app, List<Drift> drift, Instant at) {}
}
