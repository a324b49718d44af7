package com.meddevo.fleet;

import com.meddevo.fleet.Member.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a spec together by the names of its parts. */
public final class AppSpecBuilder {
    private AppKey key;
    private String uid = "";
    private long generation = 0;
    private AppSpec.Image image;
    private AppSpec.Task task;
    private Optional<Integer> port = Optional.empty();
    private Scale scale = new Scale.Fixed(1);
    private Optional<AppSpec.Route> route = Optional.empty();
    private Optional<AppSpec.Discovery> discovery = Optional.empty();
    private Optional<Dns> dns = Optional.empty();
    private Access access = Access.UNSAID;
    private AppSpec.Deployment deployment = new AppSpec.Deployment(100, 200, true, Duration.ZERO);
    private Capacity capacity = Capacity.USUAL;
    private List<Alarm> alarms = List.of();
    private int logRetentionDays = 365;
    private Upkeep upkeep = Upkeep.USUAL;
    private AppSpec.Images images = AppSpec.Images.UNSAID;
    private Deletion deletion = Deletion.DELETE;
    private Set<String> dependsOn = Set.of();
    private Optional<Instant> created = Optional.empty();

    AppSpecBuilder(AppKey key, AppSpec.Image image, AppSpec.Task task) {
        this.key = key;
        this.image = image;
        this.task = task;
    }

    AppSpecBuilder(AppSpec spec) {
        key = spec.key();
        uid = spec.uid();
        generation = spec.generation();
        image = spec.image();
        task = spec.task();
        port = spec.port();
        scale = spec.scale();
        route = spec.route();
        discovery = spec.discovery();
        dns = spec.dns();
        access = spec.access();
        deployment = spec.deployment();
        capacity = spec.capacity();
        alarms = spec.alarms();
        logRetentionDays = spec.logRetentionDays();
        upkeep = spec.upkeep();
        images = spec.images();
        deletion = spec.deletion();
        dependsOn = spec.dependsOn();
        created = spec.created();
    }

    public AppSpec build() {
        return new AppSpec(key, uid, generation, image, task, port, scale, route, discovery, dns, access, deployment, capacity,
                alarms, logRetentionDays, upkeep, images, deletion, dependsOn, created);
    }

    public AppSpecBuilder key(AppKey value) {
        key = value;
        return this;
    }

    public AppSpecBuilder uid(String value) {
        uid = value;
        return this;
    }

    public AppSpecBuilder generation(long value) {
        generation = value;
        return this;
    }

    public AppSpecBuilder image(AppSpec.Image value) {
        image = value;
        return this;
    }

    public AppSpecBuilder task(AppSpec.Task value) {
        task = value;
        return this;
    }

    public AppSpecBuilder port(Optional<Integer> value) {
        port = value;
        return this;
    }

    public AppSpecBuilder scale(Scale value) {
        scale = value;
        return this;
    }

    public AppSpecBuilder route(Optional<AppSpec.Route> value) {
        route = value;
        return this;
    }

    public AppSpecBuilder discovery(Optional<AppSpec.Discovery> value) {
        discovery = value;
        return this;
    }

    public AppSpecBuilder dns(Optional<Dns> value) {
        dns = value;
        return this;
    }

    public AppSpecBuilder access(Access value) {
        access = value;
        return this;
    }

    public AppSpecBuilder deployment(AppSpec.Deployment value) {
        deployment = value;
        return this;
    }

    public AppSpecBuilder capacity(Capacity value) {
        capacity = value;
        return this;
    }

    public AppSpecBuilder alarms(List<Alarm> value) {
        alarms = value;
        return this;
    }

    public AppSpecBuilder logRetentionDays(int value) {
        logRetentionDays = value;
        return this;
    }

    public AppSpecBuilder upkeep(Upkeep value) {
        upkeep = value;
        return this;
    }

    public AppSpecBuilder deletion(Deletion value) {
        deletion = value;
        return this;
    }

    public AppSpecBuilder dependsOn(Set<String> value) {
        dependsOn = value;
        return this;
    }

    public AppSpecBuilder created(Optional<Instant> value) {
        created = value;
        return this;
    }

    public AppSpecBuilder replicas(int value) { return scale(new Scale.Fixed(value)); }

    public AppSpecBuilder images(AppSpec.Images value) {
        images = value;
        return this;
    }
}
