package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppSpec;
import com.meddevo.api.v1alpha1.meddevoappspec.Route;
import com.meddevo.api.v1alpha1.meddevoappspec.Suspend;
import com.meddevo.api.v1alpha1.meddevoappspec.drift.Ignore;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.Capacity;
import com.meddevo.fleet.Dns;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.fleet.Upkeep;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From a {@code MeddevoApp} and its environment's terms to a member of the fleet. */
public final class AppParser {
    /** The annotation by which people ask to try anew what was given up: the time at which they ask, as RFC 3339 writes it. */
    public static final String RETRY = "meddevo.com/retry";
    private static final String RETRY_PATH = "metadata.annotations[" + RETRY + "]";

    private AppParser() {}

    /**
     * Never throws for what the resource says; what is wrong is in the result.
     *
     * @param now tells whether a suspension is over
     */
    public static ParsedApp parse(MeddevoApp resource, Terms terms, Instant now) {
        ObjectMeta metadata = resource.getMetadata();
        AppKey key = new AppKey(requireNonNullElse(metadata.getNamespace(), "default"), metadata.getName());
        CheckedResource<MeddevoApp> checked = CheckedResource.of(resource, MeddevoApp.class);
        List<FieldError> errors = new ArrayList<>(checked.errors());
        if (errors.isEmpty())
            errors.addAll(TermsCheck.check(checked.resource(), terms));
        retryError(metadata).ifPresent(errors::add);

        Optional<String> suspended = suspension(resource.getSpec(), now).map(because -> metadata.getDeletionTimestamp() == null
                ? because
                : because + "; its deletion waits until spec.suspend is taken away or over");
        if (suspended.isPresent())
            return new ParsedApp(new Member.Held(key, suspended.get()), errors);
        if (metadata.getDeletionTimestamp() != null)
            return new ParsedApp(new Member.Leaving(key, deletion(resource.getSpec())), errors);
        if (!errors.isEmpty())
            return new ParsedApp(new Member.Held(key, "the spec cannot be used: " + errors.getFirst()), errors);
        return new ParsedApp(new Member.Wanted(app(key, checked.resource(), terms)), List.of());
    }

    private static Optional<String> suspension(MeddevoAppSpec spec, Instant now) {
        Suspend suspend = spec == null ? null : spec.getSuspend();
        if (suspend == null)
            return Optional.empty();
        String reason = requireNonNullElse(suspend.getReason(), "no reason given");
        if (suspend.getUntil() == null)
            return Optional.of("suspended: " + reason);
        try {
            Instant until = OffsetDateTime.parse(suspend.getUntil()).toInstant();
            return now.isBefore(until) ? Optional.of("suspended until " + until + ": " + reason) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.of("suspended: " + reason);
        }
    }

    /** Of a spec that may be unusable otherwise: whoever is unclear about it keeps what they have. */
    private static Deletion deletion(MeddevoAppSpec spec) {
        String deletion = spec == null ? null : spec.getDeletion();
        return deletion == null || deletion.equals("Delete") ? Deletion.DELETE : Deletion.RETAIN;
    }

    private static AppSpec app(AppKey key, MeddevoApp resource, Terms terms) {
        MeddevoAppSpec spec = resource.getSpec();
        Optional<AppSpec.Route> route = Optional.ofNullable(spec.getRoute()).map(r -> route(r, terms.defaults()));
        var image = new AppSpec.Image(spec.getImage().getRepository(), Optional.ofNullable(spec.getImage().getTag()),
                Optional.ofNullable(spec.getImage().getDigest()), requireNonNullElse(spec.getImage().getFollow(), false));
        return AppSpec.of(key, image, TaskParser.parse(spec, terms)).uid(requireNonNullElse(resource.getMetadata().getUid(), ""))
                .generation(requireNonNullElse(resource.getMetadata().getGeneration(), 0L)).port(Optional.ofNullable(spec.getPort()))
                .scale(ScaleParser.scale(spec.getScale())).route(route)
                .discovery(Optional.ofNullable(spec.getDiscovery()).map(d -> new AppSpec.Discovery(d.getName())))
                .dns(Optional.ofNullable(spec.getDns()).map(dns -> new Dns(dns.getName()))).access(AccessParser.parse(spec.getAccess()))
                .deployment(DeploymentParser.deployment(spec.getDeployment(), route.isPresent(), terms.environment()))
                .capacity(capacity(spec.getCapacity())).alarms(AlarmParser.alarms(spec.getAlarms())).logRetentionDays(
                        Optional.ofNullable(spec.getLogs()).map(logs -> logs.getRetentionDays())
                                .orElse(terms.defaults().logRetentionDays()))
                .images(images(spec)).upkeep(upkeep(resource)).dependsOn(Set.copyOf(requireNonNullElse(spec.getDependsOn(), List.of())))
                .created(created(resource.getMetadata())).deletion(deletion(spec)).build();
    }

    private static AppSpec.Images images(MeddevoAppSpec spec) {
        return Optional.ofNullable(spec.getImages()).map(images -> new AppSpec.Images(
                Optional.ofNullable(images.getExpireUntaggedAfterDays()), Optional.ofNullable(images.getKeepReleases())))
                .orElse(AppSpec.Images.UNSAID);
    }

    private static Upkeep upkeep(MeddevoApp resource) {
        var spec = resource.getSpec();
        var ignored = spec.getDrift() == null ? null : spec.getDrift().getIgnore();
        return new Upkeep(Boolean.TRUE.equals(spec.getAdopt()), requireNonNullElse(ignored, List.<Ignore>of()).stream()
                .map(one -> new Upkeep.Ignored(one.getKind(), one.getPath(), one.getLive())).toList(),
                retry(resource.getMetadata()).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant));
    }

    private static Optional<String> retry(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getAnnotations()).map(annotations -> annotations.get(RETRY));
    }

    private static Optional<FieldError> retryError(ObjectMeta metadata) {
        try {
            retry(metadata).ifPresent(OffsetDateTime::parse);
            return Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.of(new FieldError(RETRY_PATH, "\"" + retry(metadata).orElseThrow()
                    + "\" is no time; it says when the retry was asked for, e.g. 2026-03-01T08:00:00Z"));
        }
    }

    /** What nobody has applied yet has no time. */
    private static Optional<Instant> created(ObjectMeta metadata) {
        try {
            return Optional.ofNullable(metadata.getCreationTimestamp()).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static AppSpec.Route route(Route route, Terms.Defaults defaults) {
        return new AppSpec.Route(Optional.ofNullable(route.getListener()), requireNonNullElse(route.getHosts(), List.of()),
                requireNonNullElse(route.getPaths(), List.of()), healthCheck(route, defaults.healthCheck()),
                seconds(route.getDeregistrationSeconds(), defaults.deregistration()));
    }

    /** The check of a route with the environment's defaults filled in. */
    static HealthCheck healthCheck(Route route, HealthCheck defaults) {
        var check = requireNonNullElse(route.getHealthCheck(), new com.meddevo.api.v1alpha1.meddevoappspec.route.HealthCheck());
        return new HealthCheck(requireNonNullElse(check.getPath(), defaults.path()),
                seconds(check.getIntervalSeconds(), defaults.interval()),
                seconds(check.getTimeoutSeconds(), defaults.timeout()),
                requireNonNullElse(check.getHealthyThreshold(), defaults.healthyThreshold()),
                requireNonNullElse(check.getUnhealthyThreshold(), defaults.unhealthyThreshold()),
                requireNonNullElse(check.getMatcher(), defaults.matcher()));
    }

    private static Capacity capacity(com.meddevo.api.v1alpha1.meddevoappspec.Capacity capacity) {
        return new Capacity(capacity.getExecuteCommand(), capacity.getZoneRebalancing(), capacity.getProviders().stream()
                .map(one -> new Capacity.Provider(one.getName(), one.getBase(), one.getWeight())).toList());
    }

    static Duration seconds(Integer seconds, Duration otherwise) { return seconds == null ? otherwise : Duration.ofSeconds(seconds); }

    static String listed(List<String> names) {
        return names.isEmpty() ? "there are none" : names.stream().collect(Collectors.joining(", "));
    }
}
