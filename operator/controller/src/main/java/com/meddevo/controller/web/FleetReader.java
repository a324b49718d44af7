package com.meddevo.controller.web;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.api.v1alpha1.meddevoappstatus.Conditions;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Admission;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.roster.Shard;
import com.meddevo.controller.status.AppStatus;
import com.meddevo.fleet.AppKey;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every app of the shard as its status will say in a moment: the same words here and in {@code kubectl get}. */
public final class FleetReader {
    private final Listing listing;
    private final Shard shard;
    private final Rosters rosters;
    private final Environments environments;
    private final Clock clock;

    public FleetReader(Listing listing, Shard shard, Rosters rosters, Environments environments, Clock clock) {
        this.listing = listing;
        this.shard = shard;
        this.rosters = rosters;
        this.environments = environments;
        this.clock = clock;
    }

    /**
     * One condition.
     *
     * @param status {@code True}, {@code False} or {@code Unknown}
     */
    public record Said(String status, String reason, String message) {
    }

    /**
     * One app.
     *
     * @param conditions by type, e.g. {@code Ready}
     * @param image the tag that runs; empty while none does
     * @param tasks running and wanted, e.g. {@code 2/3}; empty while there is no service
     * @param rollout ECS's word for the newest deployment; empty while there is no service
     * @param drift number of fields that drift
     * @param gravest the tier of the gravest of them, e.g. {@code Security}; empty while nothing drifts
     * @param notes what its people should know, a sentence each
     * @param plan what is about to be done, one line a change or field
     * @param log the last lines of a version that failed
     */
    public record App(String environment, String namespace, String name, Map<String, Said> conditions, String image, String tasks,
            String rollout, int drift, String gravest, List<String> notes, List<String> plan, List<String> log) {
    }

    /** All apps, by environment, namespace and name. */
    public List<App> apps() {
        return listing.apps().stream().filter(shard::drives).map(this::app)
                .sorted(Comparator.comparing(App::environment).thenComparing(App::namespace).thenComparing(App::name)).toList();
    }

    private App app(MeddevoApp app) {
        Admission admission = rosters.admission(app);
        Optional<AppView> view = environments.loop(Rosters.environmentOf(app)).flatMap(loop -> loop.app(Rosters.key(app)));
        MeddevoAppStatus status = AppStatus.of(app, app.getStatus(), admission, view, clock.instant());
        Map<String, Said> conditions = status.getConditions().stream().collect(Collectors.toMap(Conditions::getType,
                one -> new Said(one.getStatus(), one.getReason(), one.getMessage()), (a, b) -> a, TreeMap::new));
        AppKey key = Rosters.key(app);
        return new App(Rosters.environmentOf(app), key.namespace(), key.name(), conditions,
                status.getImage() == null || status.getImage().getTag() == null ? "" : status.getImage().getTag(),
                status.getRollout() == null ? "" : status.getRollout().getTasks(),
                status.getRollout() == null ? "" : status.getRollout().getState(),
                status.getDrift() == null ? 0 : status.getDrift().size(), gravest(status),
                status.getNotes() == null ? List.of() : status.getNotes(),
                status.getPlan() == null ? List.of() : status.getPlan().getChanges(),
                status.getRollout() == null || status.getRollout().getLog() == null ? List.of() : status.getRollout().getLog());
    }

    /** A status lists the gravest first. */
    private static String gravest(MeddevoAppStatus status) {
        if (status.getDrift() == null || status.getDrift().isEmpty() || status.getDrift().getFirst().getTier() == null) return "";
        return status.getDrift().getFirst().getTier();
    }

    /** The names of all environments. */
    public List<String> environments() {
        return listing.environments().stream().filter(shard::drives).map(environment -> environment.getMetadata().getName()).sorted()
                .toList();
    }

    /** Empty when the environment does not exist or cannot be used. */
    public Optional<EnvironmentLoop> loop(String environment) {
        return environments.loop(environment);
    }
}
