package com.meddevo.registry;

import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.Answer.Need;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A registry, the environments that pull from it, and a clock, as they really are; what the operator sees of them is read one by one. */
final class Yard {
    static final List<String> REPOSITORIES = List.of("techdoc", "render");
    static final List<String> ENVIRONMENTS = List.of("develop", "production", "staging");
    private static final CleanUpTerms TERMS = new CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24));

    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Map<ResourceId, Stored> images = new TreeMap<>();
    private final Map<ResourceId, Stored> pushed = new TreeMap<>();
    private final Map<String, ResourceId> tags = new HashMap<>();
    private final Map<String, Place> places = new TreeMap<>();

    private record Stored(Instant pushedAt, List<ResourceId> holds, Optional<ResourceId> about) {
    }

    /** What AWS knows of one environment. */
    static final class Place {
        private Optional<ResourceId> runs = Optional.empty();
        private Optional<ResourceId> before = Optional.empty();
        private final List<ResourceId> definitions = new ArrayList<>();
        /** ECS tells the digest of the one image that fits the processor, or that of the list. */
        private boolean tellsParts;
        boolean bound = true;
        boolean readable = true;
    }

    Yard() { ENVIRONMENTS.forEach(name -> places.put(name, new Place())); }

    Registry registry() {
        var account = new Environment.Account("111122223333", "eu-central-1", Optional.empty(), Optional.empty());
        return new Registry("platform", account, "", new Settings(true, false, List.of(), List.of(), Optional.empty()), ENVIRONMENTS,
                TERMS);
    }

    Place place(int choice) { return places.get(ENVIRONMENTS.get(Math.floorMod(choice, ENVIRONMENTS.size()))); }

    static String repository(int choice) { return REPOSITORIES.get(Math.floorMod(choice, REPOSITORIES.size())); }

    ResourceId push(String repository, String tag) { return tagged(tag, store(repository, List.of(), Optional.empty())); }

    /** A list of two images, the way buildx pushes it, and an attestation of the first. */
    ResourceId pushList(String repository, String tag) {
        var parts = List.of(store(repository, List.of(), Optional.empty()), store(repository, List.of(), Optional.empty()));
        store(repository, List.of(), Optional.of(parts.getFirst()));
        return tagged(tag, store(repository, parts, Optional.empty()));
    }

    private ResourceId store(String repository, List<ResourceId> holds, Optional<ResourceId> about) {
        var id = StoredImage.idOf(repository, "sha256:%064x".formatted(pushed.size() + 1));
        pushed.put(id, new Stored(now, holds, about));
        images.put(id, pushed.get(id));
        return id;
    }

    private ResourceId tagged(String tag, ResourceId image) {
        tags.put(image.app() + ":" + tag, image);
        advance(Duration.ofMinutes(1));
        return image;
    }

    /** Gives a tag to what is there already. */
    void retag(int choice, String tag) { any(choice).ifPresent(image -> tagged(tag, image)); }

    Optional<ResourceId> any(int choice) {
        return images.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(images.keySet()).get(Math.floorMod(choice, images.size())));
    }

    Optional<ResourceId> byTag(String repository, String tag) { return Optional.ofNullable(tags.get(repository + ":" + tag)); }

    void deploy(Place place, ResourceId image) {
        if (images.get(image).about().isPresent()) return; // nobody runs an attestation
        place.before = place.runs;
        place.runs = Optional.of(image);
        place.definitions.add(image);
    }

    void rollBack(Place place) {
        if (place.before.isEmpty()) return;
        place.runs = place.before;
        place.before = Optional.empty();
    }

    /** To anything that an active task definition names. */
    void rollFarBack(Place place, int choice) {
        if (!place.definitions.isEmpty()) deploy(place, place.definitions.get(Math.floorMod(choice, place.definitions.size())));
    }

    void deregisterOldest(Place place) { if (!place.definitions.isEmpty()) place.definitions.removeFirst(); }

    void tellsParts(Place place) { place.tellsParts = !place.tellsParts; }

    void advance(Duration by) { now = now.plus(by); }

    /** Everything that AWS will pull again somewhere and whatever has a tag, with what it consists of and what is said about it. */
    Set<ResourceId> necessary() {
        var necessary = new TreeSet<>(tags.values());
        places.values().forEach(place -> necessary.addAll(needs(place)));
        List.copyOf(necessary).forEach(image -> necessary.addAll(pushed.get(image).holds()));
        pushed.forEach((id, image) -> image.about().filter(necessary::contains).ifPresent(any -> necessary.add(id)));
        return necessary;
    }

    Set<ResourceId> there() { return Set.copyOf(images.keySet()); }

    private static Set<ResourceId> needs(Place place) {
        var needs = new HashSet<>(place.definitions);
        place.runs.ifPresent(needs::add);
        place.before.ifPresent(needs::add);
        return needs;
    }

    /** What the operator reads of the registry, now. */
    List<StoredImage> readImages() {
        return images.entrySet().stream().map(entry -> new StoredImage(entry.getKey(), tagsOf(entry.getKey()), entry.getValue().pushedAt(),
                Optional.empty(), entry.getValue().holds(), entry.getValue().about(), 1)).toList();
    }

    Set<String> tagsOf(ResourceId image) {
        var names = new TreeSet<String>();
        tags.forEach((name, tagged) -> {
            if (tagged.equals(image)) names.add(name);
        });
        return names;
    }

    /** What the operator reads of the environments, now. */
    Map<String, Answer> ask() {
        var answers = new HashMap<String, Answer>();
        places.forEach((name, place) -> {
            if (place.bound) answers.put(name, place.readable ? new Answer.Needs(told(place)) : new Answer.Unread("AccessDenied"));
        });
        return answers;
    }

    private List<Need> told(Place place) {
        var told = new ArrayList<Need>();
        place.runs.map(image -> place.tellsParts ? part(image) : image).ifPresent(image -> told.add(new Need(image.name(), "runs")));
        place.before.ifPresent(image -> told.add(new Need(image.name(), "rollback")));
        place.definitions.forEach(image -> told.add(new Need(image.name(), "task definition")));
        return told;
    }

    private ResourceId part(ResourceId image) {
        var holds = images.get(image).holds();
        return holds.isEmpty() ? image : holds.getFirst();
    }

    Sight sight(List<StoredImage> read, Map<String, Answer> answers) { return new Sight(registry(), Map.of(), read, Map.of(), answers); }

    Sight sight() { return sight(readImages(), ask()); }

    /** As ECR does it, after the driver's last look: what has a tag is left alone, and what a list holds is refused. */
    void delete(List<ResourceId> inOrder) {
        for (ResourceId image : inOrder) {
            boolean held = images.values().stream().anyMatch(other -> other.holds().contains(image));
            if (!held && tagsOf(image).isEmpty()) images.remove(image);
        }
    }
}
