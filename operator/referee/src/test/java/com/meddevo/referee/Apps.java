package com.meddevo.referee;

import com.meddevo.fleet.Access;
import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Dns;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Specs to try on moto. */
final class Apps {
    private Apps() {}

    /** An app with a route and a name that others find it by. */
    static AppSpec usual(String name) {
        return AppSpec.of(new AppKey("default", name), image("1.0.0"),
                AppSpec.Task.of(256, 512).environment(Map.of("LOG_LEVEL", "info", "LANGUAGE", "en")).build()).uid("uid-" + name)
                .generation(1)
                .port(Optional.of(8080)).replicas(2).route(Optional.of(route(name, "/" + name + "/*", Duration.ofSeconds(10))))
                .discovery(Optional.of(new AppSpec.Discovery(name)))
                .deployment(new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))).logRetentionDays(30).build();
    }

    /** An app that has something of each kind. */
    static AppSpec whole(String name, String caller) {
        var app = usual(name);
        var task = app.task().but().secrets(Map.of(
                "PASSWORD", new Secret.SecretsManagerEntry(name + "/database", Optional.of("password"), Secret.CURRENT),
                "KEY", new Secret.Parameter("/moto/" + name + "/key")))
                .files(List.of(
                        new FileArea("blobs", "/files/blobs", "/blobs", FileArea.Access.READ_WRITE, new FileArea.Owner(1000, 1000, "750"))))
                .build();
        return app.but().task(task).dns(Optional.of(new Dns(name))).access(access(caller, "10.0.0.0/8"))
                .scale(Scale.Between.of(2, 6).goals(new Scale.Goals(Optional.of(60), Optional.of(70), Optional.of(100)))
                        .schedules(List.of(night(1))))
                .alarms(List.of(new Alarm("errors", Alarm.Figure.SERVER_ERRORS, 5, 3))).build();
    }

    /** The same app with another value in each of its parts. */
    static AppSpec otherwise(AppSpec app) {
        return app.but().image(image("1.1.0")).task(app.task().but().size(512, 1024).environment(Map.of("LOG_LEVEL", "debug")).build())
                .route(Optional.of(route(app.name(), "/" + app.name() + "/v2/*", Duration.ofSeconds(20))))
                .access(access("render", "172.16.0.0/12"))
                .scale(Scale.Between.of(3, 9).goals(new Scale.Goals(Optional.of(50), Optional.empty(), Optional.of(200)))
                        .schedules(List.of(night(2))))
                .alarms(List.of(new Alarm("errors", Alarm.Figure.SERVER_ERRORS, 7, 2)))
                .deployment(new AppSpec.Deployment(50, 150, true, Duration.ofSeconds(60))).logRetentionDays(90).build();
    }

    private static AppSpec.Image image(String tag) { return new AppSpec.Image("techdoc", Optional.of(tag), Optional.empty()); }

    private static AppSpec.Route route(String name, String path, Duration deregistration) {
        return new AppSpec.Route("internal", List.of(name + ".meddevo.example"), List.of(path),
                new AppSpec.HealthCheck(path.contains("v2") ? "/ready" : "/health", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2,
                        "200"),
                deregistration);
    }

    private static Access access(String caller, String network) {
        return new Access(Optional.of(Set.of(caller)), Optional.of(Set.of(new Egress(network, "tcp", Optional.of(443)))));
    }

    private static Scale.Schedule night(int least) {
        return new Scale.Schedule("night", "0 22 * * ? *", "Europe/Berlin", Optional.of(least), Optional.empty());
    }
}
