package com.meddevo.aws.service;

import com.meddevo.aws.alarm.Alarms;
import com.meddevo.aws.discovery.DiscoveryNames;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.securitygrouprule.SecurityGroupRules;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Capacity;
import com.meddevo.plan.Change;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Effect;
import com.meddevo.plan.Facts;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every app has a service. A version that ECS's circuit breaker gave up is not asked for again: the service keeps what it runs, and what the spec asks for
 * is withheld, until the spec asks for something else.
 */
public final class Services implements ResourceKind<Service> {
    /** The kind's name. */
    public static final String KIND = "service";

    /** The id of an app's service. */
    public static ResourceId id(String app) { return new ResourceId(KIND, app, "main"); }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<Service> type() { return Service.class; }

    @Override
    public boolean startsTheApp() { return true; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.IMAGE_DIGEST, Choice.SECRET_VERSION, Choice.LIVE_GROUP); }

    @Override
    public List<Service> desired(Resolved resolved) {
        return resolved.apps().stream().map(app -> {
            Service asked = asked(app, resolved);
            return observed(app, resolved).filter(there -> rejection(app, asked, resolved).isPresent())
                    .map(there -> asked.with(there.taskDefinition(), there.loadBalancer())).orElse(asked);
        }).toList();
    }

    @Override
    public List<Change.Blocked<Service>> withheld(Resolved resolved) {
        var withheld = new ArrayList<Change.Blocked<Service>>();
        var rejected = resolved.snapshot().facts().rejections().stream().map(Facts.Rejection::app).collect(Collectors.toSet());
        for (AppSpec app : resolved.apps()) {
            if (!rejected.contains(app.name())) continue;
            Service asked = asked(app, resolved);
            Optional<Service> there = observed(app, resolved);
            Optional<Facts.Rejection> rejection = rejection(app, asked, resolved);
            if (there.isEmpty() || rejection.isEmpty()) continue;
            List<FieldChange> fields = there.get().taskDefinition().equals(asked.taskDefinition())
                    ? List.of()
                    : List.of(new FieldChange("taskDefinition", there.get().taskDefinition(), asked.taskDefinition(), Effect.ROLLING,
                            "another task definition starts a deployment"));
            withheld.add(
                    new Change.Blocked<>(new Change.Update<>(there.get(), asked, fields), "circuit-breaker", because(app, rejection.get(),
                            fields.isEmpty())));
        }
        return withheld;
    }

    private static String because(AppSpec app, Facts.Rejection rejection, boolean deployed) {
        String now = "the version before it serves on";
        if (deployed && app.deployment().rollback()) now = "there was no earlier version to go back to";
        else if (deployed) now = "ECS left the deployment where it stood, since spec.deployment.rollback is off";
        return app.image().reference() + " was given up and is not tried again (" + rejection.because() + "); " + now
                + ". Read its log, then change the spec, e.g. to a corrected image; if the cause was elsewhere and is mended, annotate the app with"
                + " meddevo.com/retry and the time";
    }

    /** What was given up before somebody asked to try anew no longer counts. */
    private static Optional<Facts.Rejection> rejection(AppSpec app, Service asked, Resolved resolved) {
        return resolved.snapshot().facts().rejections().stream()
                .filter(rejection -> rejection.taskDefinition().equals(asked.taskDefinition()))
                .filter(rejection -> app.upkeep().retried().filter(at -> !rejection.at().isAfter(at)).isEmpty()).findFirst();
    }

    private static Optional<Service> observed(AppSpec app, Resolved resolved) {
        return resolved.snapshot().find(id(app.name())).map(Service.class::cast).filter(service -> !service.leaving());
    }

    private static Service asked(AppSpec app, Resolved resolved) {
        var environment = resolved.environment();
        var network = environment.network();
        var rollout = app.deployment();
        Optional<Service.LoadBalancer> loadBalancer = loadBalancer(app, resolved);
        return new Service(id(app.name()), TaskDefinitions.of(app, resolved).id(),
                resolved.count(app, observed(app, resolved).map(Service::replicas)),
                new Service.Network(Set.copyOf(network.subnetIds()), Set.copyOf(network.securityGroupIds()),
                        SecurityGroups.id(app, resolved).map(Set::of).orElse(Set.of()), network.assignPublicIp()),
                loadBalancer, DiscoveryNames.id(app, environment),
                new Service.Deployment(rollout.minimumHealthyPercent(), rollout.maximumPercent(), true, rollout.rollback(),
                        shift(app, resolved), Guards.desired(app, resolved)),
                loadBalancer.isPresent() ? Math.toIntExact(rollout.healthCheckGrace().toSeconds()) : 0,
                extras(app),
                uses(app, resolved), "", false);
    }

    /** While ECS moves traffic between two groups it goes on with them, whatever the spec says by now. */
    private static Optional<Service.LoadBalancer> loadBalancer(AppSpec app, Resolved resolved) {
        var inUse = observed(app, resolved).flatMap(Service::loadBalancer).filter(there -> resolved.shifting(app));
        if (inUse.isPresent()) return inUse.map(there -> app.port().map(there::on).orElse(there));
        var colours = TargetGroups.colours(app, resolved);
        if (colours.isEmpty() || app.port().isEmpty()) return Optional.empty();
        int port = app.port().get();
        var pair = app.deployment().shift().flatMap(shift -> colours.get().other()).map(other -> new Service.Pair(other,
                ListenerRules.id(app).orElseThrow(), resolved.environment().roles().infrastructure().orElse("")));
        return Optional.of(new Service.LoadBalancer(colours.get().live(), TaskDefinitions.containerName(app.name()), port, pair));
    }

    /** A strategy gives way to another kind of strategy only between two deployments. */
    private static Optional<Service.Shift> shift(AppSpec app, Resolved resolved) {
        var asked = app.deployment().shift().map(Shifts::desired);
        return observed(app, resolved).map(there -> there.rollout().shift())
                .filter(there -> resolved.shifting(app) && there.isPresent() != asked.isPresent()).orElse(asked);
    }

    private static Service.Extras extras(AppSpec app) {
        var capacity = app.capacity();
        return new Service.Extras("SERVICE", true, capacity.zoneRebalancing() && app.deployment().maximumPercent() > 100,
                capacity.executeCommand(), capacity.providers().stream().collect(
                        Collectors.toMap(Capacity.Provider::name, one -> new Service.Share(one.base(), one.weight()))),
                Set.of());
    }

    /** Besides the app's rule, what the service has as long as its tasks have not been replaced: it goes only after another look. */
    private static Set<ResourceId> uses(AppSpec app, Resolved resolved) {
        var uses = new HashSet<ResourceId>();
        observed(app, resolved).ifPresent(there -> {
            uses.addAll(there.uses());
            uses.add(there.taskDefinition());
            there.loadBalancer().ifPresent(balancer -> {
                uses.add(balancer.targetGroup());
                balancer.pair().map(Service.Pair::alternate).ifPresent(uses::add);
            });
            there.registry().ifPresent(uses::add);
            uses.addAll(there.network().securityGroups());
        });
        uses.removeIf(id -> resolved.snapshot().find(id).isEmpty());
        ListenerRules.id(app).ifPresent(uses::add);
        SecurityGroupRules.ofLoadBalancer(app, resolved).ifPresent(uses::add);
        uses.addAll(Alarms.guards(app, resolved));
        return uses;
    }
}
