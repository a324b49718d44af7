package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Specs that differ from another in one thing. */
final class Specs {
    private Specs() {}

    static AppSpec replicas(AppSpec app, int replicas) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), replicas, app.route(),
                app.discovery(),
                app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec retention(AppSpec app, int days) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), app.replicas(), app.route(),
                app.discovery(), app.deployment(), days, app.deletion());
    }

    static AppSpec tag(AppSpec app, String tag) {
        return new AppSpec(app.key(), app.uid(), app.generation(),
                new AppSpec.Image(app.image().repository(), Optional.of(tag), Optional.empty()),
                app.task(), app.port(), app.replicas(), app.route(), app.discovery(), app.deployment(), app.logRetentionDays(),
                app.deletion());
    }

    static AppSpec port(AppSpec app, int port) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), Optional.of(port), app.replicas(), app.route(),
                app.discovery(), app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec task(AppSpec app, UnaryOperator<AppSpec.Task> change) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), change.apply(app.task()), app.port(), app.replicas(),
                app.route(), app.discovery(), app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec route(AppSpec app, UnaryOperator<AppSpec.Route> change) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), app.replicas(),
                app.route().map(change),
                app.discovery(), app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec withoutRoute(AppSpec app) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), app.replicas(), Optional.empty(),
                app.discovery(), app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec discovery(AppSpec app, Optional<AppSpec.Discovery> discovery) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), app.replicas(), app.route(),
                discovery,
                app.deployment(), app.logRetentionDays(), app.deletion());
    }

    static AppSpec deployment(AppSpec app, AppSpec.Deployment deployment) {
        return new AppSpec(app.key(), app.uid(), app.generation(), app.image(), app.task(), app.port(), app.replicas(), app.route(),
                app.discovery(), deployment, app.logRetentionDays(), app.deletion());
    }
}
