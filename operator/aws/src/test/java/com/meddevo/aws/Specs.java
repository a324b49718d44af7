package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Scale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Specs that differ from another in one thing. */
final class Specs {
    private Specs() {}

    static AppSpec replicas(AppSpec app, int replicas) { return app.but().replicas(replicas).build(); }

    static AppSpec scale(AppSpec app, Scale scale) { return app.but().scale(scale).build(); }

    static AppSpec retention(AppSpec app, int days) { return app.but().logRetentionDays(days).build(); }

    static AppSpec tag(AppSpec app, String tag) {
        return app.but().image(new AppSpec.Image(app.image().repository(), Optional.of(tag), Optional.empty())).build();
    }

    static AppSpec port(AppSpec app, int port) { return app.but().port(Optional.of(port)).build(); }

    static AppSpec task(AppSpec app, UnaryOperator<AppSpec.Task> change) { return app.but().task(change.apply(app.task())).build(); }

    static AppSpec route(AppSpec app, UnaryOperator<AppSpec.Route> change) { return app.but().route(app.route().map(change)).build(); }

    static AppSpec withoutRoute(AppSpec app) { return app.but().route(Optional.empty()).build(); }

    static AppSpec discovery(AppSpec app, Optional<AppSpec.Discovery> discovery) { return app.but().discovery(discovery).build(); }

    static AppSpec deployment(AppSpec app, AppSpec.Deployment deployment) { return app.but().deployment(deployment).build(); }
}
