package com.meddevo.registry;

import com.meddevo.plan.Change;
import com.meddevo.plan.Kept;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.Registry.CleanUpTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides which images go. "Untagged" alone is never a reason: since ECS pins tags to digests, an untagged image may be the one that every new task of a
 * service pulls. The table in the package's comment says what is.
 */
public final class CleanUp {
    private final Sight sight;
    private final Instant now;
    private final Kinship kinship;

    private CleanUp(Sight sight, Instant now) {
        this.sight = sight;
        this.now = now;
        this.kinship = new Kinship(sight.images());
    }

    /**
     * What would be deleted by what is known now.
     *
     * @param before what the last decision handed on
     */
    public static Decision decide(Sight sight, Candidates before, Instant now) {
        return new CleanUp(sight, now).decide(before, any -> true);
    }

    /**
     * What may be deleted of what was decided, after everything was read once more. The environments are read after the images, and the images' tags once
     * more right before each deletion: then a tag that moved meanwhile, a rollback, and an environment that went away all count.
     *
     * @param again begun after the first decision
     */
    public static Decision confirm(Decision first, Sight again, Instant now) {
        return new CleanUp(again, now).decide(first.candidates(), first.deleted()::contains);
    }

    private Decision decide(Candidates before, Predicate<ResourceId> among) {
        var kept = reasonsToStay();
        var silent = sight.silent();
        boolean known = silent.isEmpty() && !sight.registry().environments().isEmpty();
        var surplus = sight.images().stream().filter(image -> !kept.containsKey(image.id())).toList();
        var candidates = candidates(before, surplus, kept.keySet(), known);

        var staying = new TreeMap<ResourceId, String>();
        for (StoredImage image : surplus) {
            Optional<String> waits = reasonToWait(image, candidates, known);
            if (waits.isPresent()) staying.put(image.id(), waits.get());
            else if (!among.test(image.id())) staying.put(image.id(), "nobody needs it; the first reading was of another opinion");
        }
        keepPartsOf(surplus, staying);
        var deletes = surplus.stream().filter(image -> !staying.containsKey(image.id()))
                .sorted(Comparator.comparingInt((StoredImage image) -> depth(image, new HashSet<>())).thenComparing(StoredImage::id))
                .<Change<?>>map(image -> new Change.Delete<>(image, because(image, candidates))).toList();
        staying.putAll(kept);
        return new Decision(new Plan(deletes, staying.entrySet().stream().map(entry -> new Kept(entry.getKey(), entry.getValue())).toList(),
                notRead(silent)), candidates);
    }

    /** Why an image stays whatever its age in quarantine. */
    private Map<ResourceId, String> reasonsToStay() {
        var kept = new TreeMap<ResourceId, String>();
        var needed = new TreeSet<ResourceId>();
        var needs = sight.needed();
        for (StoredImage image : sight.images()) {
            if (needs.containsKey(image.digest())) {
                needed.add(image.id());
                kept.put(image.id(), needs.get(image.digest()));
            } else if (!image.tags().isEmpty()) {
                kept.put(image.id(), "is tagged " + String.join(", ", image.tags()));
            }
        }
        newestReleases().forEach((id, because) -> kept.putIfAbsent(id, because));
        for (StoredImage image : sight.images()) {
            var terms = sight.termsOf(image.repository());
            if (!terms.enabled()) kept.putIfAbsent(image.id(), "clean-up is switched off");
            if (image.lastUsed().plus(terms.age()).isAfter(now))
                kept.putIfAbsent(image.id(), "was pushed or pulled within " + days(terms.age()));
        }
        kinship.spread(kept, needed);
        return kept;
    }

    private Map<ResourceId, String> newestReleases() {
        var newest = new HashMap<ResourceId, String>();
        sight.images().stream().filter(kinship::release).collect(Collectors.groupingBy(StoredImage::repository))
                .forEach((repository, releases) -> {
                    CleanUpTerms terms = sight.termsOf(repository);
                    releases.stream().sorted(Comparator.comparing(StoredImage::pushedAt).reversed().thenComparing(StoredImage::id))
                            .limit(terms.releases()).forEach(image -> newest.put(image.id(),
                                    "is one of the newest " + terms.releases() + " of " + repository));
                });
        return newest;
    }

    /** While not everybody was heard nobody becomes a candidate; who was one and has no reason to stay remains one. */
    private Candidates candidates(Candidates before, List<StoredImage> surplus, Set<ResourceId> kept, boolean known) {
        var since = new TreeMap<ResourceId, Instant>();
        surplus.forEach(image -> before.since(image.id()).or(() -> Optional.of(now).filter(any -> known))
                .ifPresent(at -> since.put(image.id(), at)));
        before.since().forEach((id, at) -> {
            if (sight.unread().containsKey(id.app()) && !kept.contains(id)) since.put(id, at);
        });
        return new Candidates(since);
    }

    private Optional<String> reasonToWait(StoredImage image, Candidates candidates, boolean known) {
        if (!known)
            return Optional.of("nobody needs it as far as was read, but " + (sight.registry().environments().isEmpty()
                    ? "spec.environments names nobody who pulls"
                    : "not every environment was"));
        var goes = candidates.since(image.id()).orElse(now).plus(sight.termsOf(image.repository()).quarantine());
        return goes.isAfter(now) ? Optional.of("nobody needs it; goes after " + goes) : Optional.empty();
    }

    /** A part goes with the last list that holds it, and what is said about an image only with the image. */
    private void keepPartsOf(List<StoredImage> surplus, Map<ResourceId, String> staying) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (StoredImage image : surplus) {
                if (staying.containsKey(image.id())) continue;
                var holder = kinship.holdersOf(image.id()).stream().map(StoredImage::id)
                        .filter(list -> staying.containsKey(list)).findFirst()
                        .or(() -> image.about().filter(staying::containsKey));
                if (holder.isEmpty()) continue;
                staying.put(image.id(), "belongs to " + holder.get().name() + ", which does not go yet");
                grew = true;
            }
        }
    }

    /** Lists before their parts, as ECR asks; a part of a part last. */
    private int depth(StoredImage image) {
        return depth(image, new HashSet<>());
    }

    private int depth(StoredImage image, Set<ResourceId> seen) {
        if (!seen.add(image.id())) return 0;
        return kinship.holdersOf(image.id()).stream().mapToInt(list -> 1 + depth(list, seen)).max().orElse(0);
    }

    private String because(StoredImage image, Candidates candidates) {
        return "no tag, older than " + days(sight.termsOf(image.repository()).age()) + ", and needed by nobody since "
                + candidates.since(image.id()).orElse(now);
    }

    private List<NotRead> notRead(Map<String, String> silent) {
        var notRead = new ArrayList<NotRead>();
        silent.forEach((environment, because) -> notRead.add(new NotRead(environment, because)));
        new TreeMap<>(sight.unread()).forEach((repository, because) -> notRead.add(new NotRead(repository, because)));
        return notRead;
    }

    private static String days(Duration age) { return age.toDays() + (age.toDays() == 1 ? " day" : " days"); }
}
