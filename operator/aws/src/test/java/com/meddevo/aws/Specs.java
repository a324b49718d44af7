package com.meddevo.aws;

import com.meddevo.fleet.Access;
import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Dns;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Scale;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    static AppSpec dns(AppSpec app, String name) { return app.but().dns(Optional.of(new Dns(name))).build(); }

    /** Only these may call the app. */
    static AppSpec from(AppSpec app, String... callers) {
        return app.but().access(new Access(Optional.of(Set.of(callers)), app.access().egress())).build();
    }

    /** The app may call only these, besides the apps that let it in. */
    static AppSpec egress(AppSpec app, Egress... ways) {
        return app.but().access(new Access(app.access().from(), Optional.of(Set.of(ways)))).build();
    }

    static AppSpec files(AppSpec app, FileArea... areas) { return task(app, task -> task.but().files(List.of(areas)).build()); }

    static AppSpec deployment(AppSpec app, AppSpec.Deployment deployment) { return app.but().deployment(deployment).build(); }
}
