package com.meddevo.controller.status;

import static com.meddevo.controller.status.Condition.no;
import static com.meddevo.controller.status.Condition.unknown;
import static com.meddevo.controller.status.Condition.yes;
import static java.util.stream.Collectors.joining;

import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.api.v1alpha1.MeddevoRegistryStatus;
import com.meddevo.api.v1alpha1.meddevoregistrystatus.Conditions;
import com.meddevo.controller.registry.RegistryView;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.Candidates;
import com.meddevo.registry.StoredImage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes what is known of a registry as its status, and reads back what must outlive the process. Pure. */
public final class RegistryStatus {
    /** As the definition allows; who waits longest comes first, so that no quarantine begins anew. */
    private static final int MOST_CANDIDATES = 500;
    private static final int MOST_LINES = 20;

    private RegistryStatus() {}

    /** A status that says why a spec cannot be used; what was known before stays. */
    public static MeddevoRegistryStatus unusable(MeddevoRegistry registry, MeddevoRegistryStatus before, String because, Instant now) {
        var status = new MeddevoRegistryStatus();
        status.setObservedGeneration(registry.getMetadata().getGeneration());
        Optional.ofNullable(before).ifPresent(known -> {
            status.setCandidates(known.getCandidates());
            status.setDeleted(known.getDeleted());
        });
        status.setConditions(written(before, registry, now, no("Ready", "SpecInvalid", because),
                unknown("Observed", "SpecInvalid", "The registry is not read while its spec cannot be used.")));
        return status;
    }

    /** @param before the status as it was last written, or null */
    public static MeddevoRegistryStatus of(MeddevoRegistry registry, MeddevoRegistryStatus before, RegistryView view, Instant now) {
        var status = new MeddevoRegistryStatus();
        status.setObservedGeneration(registry.getMetadata().getGeneration());
        status.setRepositories(view.repositories());
        status.setImages(view.images());
        status.setWaiting(view.candidates().since().size());
        status.setDeleted(view.deleted());
        view.begun().ifPresent(at -> status.setLastSweep(Status.time(at)));
        status.setCandidates(view.candidates().since().entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(MOST_CANDIDATES)
                .map(entry -> {
                    var candidate = new com.meddevo.api.v1alpha1.meddevoregistrystatus.Candidates();
                    candidate.setImage(entry.getKey().app() + "@" + entry.getKey().name());
                    candidate.setSince(Status.time(entry.getValue()));
                    return candidate;
                }).toList());
        var plan = new com.meddevo.api.v1alpha1.meddevoregistrystatus.Plan();
        plan.setHash(view.plan().hash());
        plan.setChanges(view.plan().text().lines().filter(line -> line.matches("[-+~!?] .*")).limit(MOST_LINES).toList());
        status.setPlan(plan);
        status.setConditions(written(before, registry, now, ready(view), observed(view)));
        return status;
    }

    /** What a status says of images in quarantine; what cannot be read of it costs time alone. */
    public static RegistryView remembered(MeddevoRegistryStatus status) {
        var since = new TreeMap<ResourceId, Instant>();
        var known = Optional.ofNullable(status);
        known.map(MeddevoRegistryStatus::getCandidates).orElse(List.of()).forEach(candidate -> {
            int at = candidate.getImage().indexOf('@');
            try {
                if (at > 0)
                    since.put(StoredImage.idOf(candidate.getImage().substring(0, at), candidate.getImage().substring(at + 1)),
                            OffsetDateTime.parse(candidate.getSince()).toInstant());
            } catch (DateTimeException unreadable) {
                // its quarantine begins anew
            }
        });
        return RegistryView.unseen(new Candidates(since), known.map(MeddevoRegistryStatus::getDeleted).orElse(0L));
    }

    private static Condition ready(RegistryView view) {
        if (view.begun().isEmpty() && view.failures().isEmpty()) return unknown("Ready", "NotReadYet", "The registry was not read yet.");
        var blocked = view.plan().blocked().stream().map(change -> change.id() + ": " + change.because());
        var wrong = Stream.concat(view.failures().stream(), blocked).toList();
        return wrong.isEmpty()
                ? yes("Ready", "Ready", "Its repositories are as they should be.")
                : no("Ready", "NotAsItShouldBe", String.join("; ", wrong));
    }

    private static Condition observed(RegistryView view) {
        if (view.begun().isEmpty()) return unknown("Observed", "NotReadYet", "The registry was not read yet.");
        if (view.plan().notRead().isEmpty() && view.failures().isEmpty())
            return yes("Observed", "Observed", "The registry and everybody who pulls from it were read.");
        return no("Observed", "NotRead", "While this is so nothing that it concerns is deleted. " + Stream.concat(view.failures().stream(),
                view.plan().notRead().stream().map(missing -> missing.app() + ": " + missing.what())).collect(joining("; ")));
    }

    private static List<Conditions> written(MeddevoRegistryStatus before, MeddevoRegistry registry, Instant now, Condition... conditions) {
        return Stream.of(conditions).map(condition -> {
            Optional<Conditions> known = Optional.ofNullable(before).map(MeddevoRegistryStatus::getConditions).orElse(List.of()).stream()
                    .filter(one -> one.getType().equals(condition.type())).findFirst();
            var written = new Conditions();
            written.setType(condition.type());
            written.setStatus(condition.status().text());
            written.setReason(condition.reason());
            written.setMessage(Status.cut(condition.message()));
            written.setObservedGeneration(registry.getMetadata().getGeneration());
            written.setLastTransitionTime(Status.transition(condition.status(), known.map(Conditions::getStatus).orElse(null),
                    known.map(Conditions::getLastTransitionTime).orElse(null), now));
            return written;
        }).toList();
    }
}
