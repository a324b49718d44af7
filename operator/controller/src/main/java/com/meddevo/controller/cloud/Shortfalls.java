package com.meddevo.controller.cloud;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** What an AWS that runs on one machine does not do of what a spec asks for, so that nobody takes it for done. */
final class Shortfalls {
    private Shortfalls() {}

    static List<Plan.Note> of(AppSpec app) {
        var notes = new ArrayList<Plan.Note>();
        if (app.access().said())
            notes.add(note(app,
                    "spec.access makes security groups and rules as in AWS, but nothing enforces them here: tasks are processes of one "
                            + "machine, and each can reach every other"));
        if (app.task().datadog().isPresent() || !app.task().sidecars().isEmpty())
            notes.add(note(app,
                    "containers beside the app's own (sidecars, Datadog's agent and log router) are in the task definition as in AWS; here "
                            + "one is left out of the task unless somebody pushed its image with ./meddevo image push"));
        return notes;
    }

    private static Plan.Note note(AppSpec app, String text) { return new Plan.Note(app.name(), "simulation", text); }
}
