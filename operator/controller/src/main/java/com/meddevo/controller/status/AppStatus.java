package com.meddevo.controller.status;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.api.v1alpha1.meddevoappstatus.Conditions;
import com.meddevo.api.v1alpha1.meddevoappstatus.Drift;
import com.meddevo.api.v1alpha1.meddevoappstatus.Image;
import com.meddevo.api.v1alpha1.meddevoappstatus.Plan;
import com.meddevo.api.v1alpha1.meddevoappstatus.Resources;
import com.meddevo.api.v1alpha1.meddevoappstatus.Rollout;
import com.meddevo.api.v1alpha1.meddevoappstatus.Secrets;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.roster.Admission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes what the loop knows of an app as the app's status. Pure: equal views give equal statuses but for the time at which a condition changed,
 * which is taken from the status before.
 */
public final class AppStatus {
    private static final int MOST_PLAN_LINES = 20;
    private static final int MOST_RESOURCES = 64;
    private static final int MOST_DRIFTS = 100;
    private static final int MOST_SECRETS = 300;
    private static final int MOST_NOTES = 20;

    private AppStatus() {}

    /**
     * @param before the status as it was last written, or null
     * @param view empty when nothing was planned for the app; then what the status remembers of AWS stays
     */
    public static MeddevoAppStatus of(MeddevoApp app, MeddevoAppStatus before, Admission admission, Optional<AppView> view, Instant now) {
        var status = new MeddevoAppStatus();
        status.setObservedGeneration(view.filter(seen -> seen.standing() instanceof AppView.Standing.Wanted).map(AppView::generation)
                .orElse(app.getMetadata().getGeneration()));
        status.setConditions(conditions(before, AppConditions.of(admission, view), status.getObservedGeneration(), now));
        if (view.isEmpty()) {
            carryOver(before, status);
            return status;
        }
        AppView seen = view.get();
        status.setImage(image(app, before, seen));
        seen.rollout().ifPresent(rollout -> status.setRollout(rollout(rollout, seen)));
        if (!seen.secrets().isEmpty()) status.setSecrets(seen.secrets().stream().limit(MOST_SECRETS).map(AppStatus::secret).toList());
        status.setResources(seen.resources().stream().limit(MOST_RESOURCES).map(AppStatus::resource).toList());
        if (!seen.plan().changes().isEmpty()) status.setPlan(plan(seen.plan()));
        if (!seen.drift().isEmpty()) status.setDrift(seen.drift().stream().limit(MOST_DRIFTS).map(AppStatus::drift).toList());
        if (!seen.plan().notes().isEmpty())
            status.setNotes(
                    seen.plan().notes().stream().limit(MOST_NOTES).map(note -> Status.cut(note.about() + ": " + note.text())).toList());
        return status;
    }

    private static void carryOver(MeddevoAppStatus before, MeddevoAppStatus status) {
        if (before == null) return;
        status.setImage(before.getImage());
        status.setRollout(before.getRollout());
        status.setSecrets(before.getSecrets());
        status.setResources(before.getResources());
        status.setDrift(before.getDrift());
    }

    private static List<Conditions> conditions(MeddevoAppStatus before, List<Condition> conditions, Long generation, Instant now) {
        return conditions.stream().map(condition -> {
            Optional<Conditions> known = find(before, condition.type());
            var written = new Conditions();
            written.setType(condition.type());
            written.setStatus(condition.status().text());
            written.setReason(condition.reason());
            written.setMessage(Status.cut(condition.message()));
            written.setObservedGeneration(generation);
            written.setLastTransitionTime(Status.transition(condition.status(), known.map(Conditions::getStatus).orElse(null),
                    known.map(Conditions::getLastTransitionTime).orElse(null), now));
            return written;
        }).toList();
    }

    static Optional<Conditions> find(MeddevoAppStatus status, String type) {
        if (status == null || status.getConditions() == null) return Optional.empty();
        return status.getConditions().stream().filter(condition -> condition.getType().equals(type)).findFirst();
    }

    /** The spec's image once its rollout is through; until then, and after a rollback, the one before. */
    private static Image image(MeddevoApp app, MeddevoAppStatus before, AppView view) {
        boolean runs = view.standing() instanceof AppView.Standing.Wanted && view.inSync()
                && view.rollout().filter(rollout -> rollout.state().equals("COMPLETED")).isPresent();
        if (!runs) return before == null ? null : before.getImage();
        var image = new Image();
        image.setTag(app.getSpec().getImage().getTag());
        view.digest().ifPresent(image::setDigest);
        return image;
    }

    private static Rollout rollout(com.meddevo.aws.service.Rollout seen, AppView view) {
        var rollout = new Rollout();
        rollout.setStrategy(seen.strategy());
        rollout.setDesired(seen.desired());
        rollout.setRunning(seen.running());
        rollout.setHealthy(seen.healthy().orElse(seen.running()));
        rollout.setTasks(seen.running() + "/" + seen.desired()
                + view.bounds().map(bounds -> " of " + bounds.min() + "-" + bounds.max()).orElse(""));
        rollout.setState(seen.state());
        seen.reason().ifPresent(rollout::setReason);
        seen.traffic().ifPresent(traffic -> {
            rollout.setColour(traffic.colour());
            traffic.stage().ifPresent(rollout::setStage);
            if (!traffic.weights().isEmpty()) rollout.setWeights(traffic.weights());
        });
        if (!view.log().isEmpty()) rollout.setLog(view.log());
        return rollout;
    }

    private static Secrets secret(AppView.SecretInUse seen) {
        var secret = new Secrets();
        secret.setContainer(seen.container());
        secret.setName(seen.variable());
        secret.setSource(seen.source());
        secret.setVersion(seen.version());
        return secret;
    }

    private static Resources resource(AppView.Resource seen) {
        var resource = new Resources();
        resource.setKind(seen.id().kind());
        resource.setName(seen.id().name());
        seen.arn().ifPresent(resource::setArn);
        resource.setState(seen.state().text());
        if (!seen.message().isEmpty()) resource.setMessage(Status.cut(seen.message()));
        seen.applied().ifPresent(resource::setApplied);
        return resource;
    }

    private static Plan plan(com.meddevo.plan.Plan seen) {
        var lines = new ArrayList<>(new com.meddevo.plan.Plan(seen.changes(), List.of(), List.of()).text().lines().toList());
        lines.removeLast();
        var plan = new Plan();
        plan.setHash(seen.hash());
        plan.setChanges(lines.size() <= MOST_PLAN_LINES ? lines : shortened(lines));
        return plan;
    }

    /** What is to be done comes before how: a change's details are printed as long as there is room for every change's first line. */
    private static List<String> shortened(List<String> lines) {
        var first = new ArrayList<String>();
        long heads = lines.stream().filter(AppStatus::isHead).count();
        for (String line : lines) {
            if (isHead(line)) heads--;
            if (first.size() + (isHead(line) ? 0 : heads) < MOST_PLAN_LINES - 1) first.add(line);
        }
        first.add("... and " + (lines.size() - first.size()) + " more lines");
        return first;
    }

    private static boolean isHead(String line) { return !line.startsWith(" "); }

    private static Drift drift(com.meddevo.controller.loop.Drift seen) {
        var drift = new Drift();
        drift.setResource(seen.resource().toString());
        drift.setField(seen.field());
        drift.setObserved(Status.cut(seen.observed()));
        drift.setDesired(Status.cut(seen.desired()));
        drift.setSince(seen.since().toString());
        drift.setTier(seen.tier().text());
        drift.setDeclared(seen.declared());
        if (!seen.because().isEmpty()) drift.setBecause(seen.because());
        return drift;
    }
}
