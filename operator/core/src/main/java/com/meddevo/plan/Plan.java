package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to be done, in an order in which it can be done: creates and updates after what they refer to, then deletes before what they refer to.
 * The same object for the merge request, the controller and the dashboard.
 *
 * @param kept observed, desired by nobody, and not deleted
 * @param notRead what could not be planned because it, or what it refers to, was not read; sentences for people, each starting with an app's name
 * @param notes what somebody should know although there is nothing to do about it here; they neither unsettle a plan nor count in its hash
 * @param undeclared what differs in fields that nobody declared, the gravest first; reported and left alone, so it neither unsettles a plan nor
 *        counts in its hash
 */
public record Plan(List<Change<?>> changes, List<Kept> kept, List<NotRead> notRead, List<Note> notes, List<Deviation> undeclared) {
    public Plan {
        changes = List.copyOf(changes);
        kept = List.copyOf(kept);
        notRead = List.copyOf(notRead);
        notes = List.copyOf(notes);
        undeclared = undeclared.stream().sorted(Deviation.ORDER).toList();
    }

    public Plan(List<Change<?>> changes, List<Kept> kept, List<NotRead> notRead) { this(changes, kept, notRead, List.of(), List.of()); }

    /**
     * Something that an app's people should know.
     *
     * @param about what it is about, in one word: {@code route}, {@code drift}, {@code simulation}
     * @param text a sentence that names the others who are concerned
     */
    public record Note(String app, String about, String text) implements Comparable<Note> {
        private static final Comparator<Note> ORDER = Comparator.comparing(Note::app).thenComparing(Note::about).thenComparing(Note::text);

        @Override
        public int compareTo(Note other) { return ORDER.compare(this, other); }
    }

    /** @param what the kind or choice that is missing, e.g. {@code target-group}, {@link #image} or a {@link com.meddevo.fleet.Secret#reference} */
    public record NotRead(String app, String what) implements Comparable<NotRead> {
        private static final Comparator<NotRead> ORDER = Comparator.comparing(NotRead::app).thenComparing(NotRead::what);

        /** How an image is named whose digest nobody could read. */
        public static String image(AppSpec.Image image) {
            return "image " + image.reference();
        }

        @Override
        public int compareTo(NotRead other) { return ORDER.compare(this, other); }
    }

    /** One app's part. */
    public Plan forApp(String app) { return forApps(Set.of(app)); }

    /** Some apps' part, by their names. */
    public Plan forApps(Set<String> apps) {
        return new Plan(changes.stream().filter(change -> apps.contains(change.id().app())).toList(),
                kept.stream().filter(one -> apps.contains(one.id().app())).toList(),
                notRead.stream().filter(one -> apps.contains(one.app())).toList(),
                notes.stream().filter(note -> apps.contains(note.app())).toList(),
                undeclared.stream().filter(one -> apps.contains(one.resource().app())).toList());
    }

    /** The same plan, with more to be known. */
    public Plan noting(List<Note> more) {
        return more.isEmpty()
                ? this
                : new Plan(changes, kept, notRead, Stream.concat(notes.stream(), more.stream()).sorted().toList(), undeclared);
    }

    /** Nothing to do, nothing held back, nothing unknown. What is kept does not count. */
    public boolean settled() {
        return changes.isEmpty() && notRead.isEmpty();
    }

    /** The changes that are to be carried out: all but the blocked ones. */
    public List<Change<?>> applicable() {
        return changes.stream().filter(change -> !(change instanceof Change.Blocked<?>)).toList();
    }

    /**
     * What must be done before what: for every applicable change, in the plan's order, the ids of the applicable changes that it comes after.
     * What is built comes after what it refers to; what is deleted comes after everything that refers to it until then, be that deleted too or
     * changed to refer to something else.
     */
    public Map<ResourceId, Set<ResourceId>> prerequisites() {
        var prerequisites = new LinkedHashMap<ResourceId, Set<ResourceId>>();
        applicable().forEach(change -> prerequisites.put(change.id(), new TreeSet<>()));
        var deleted = new HashMap<ResourceId, Set<ResourceId>>();
        applicable().stream().filter(Change.Delete.class::isInstance)
                .forEach(change -> deleted.put(change.id(), prerequisites.get(change.id())));
        for (Change<?> change : applicable()) {
            change.after().ifPresent(state -> Fields.edges(state).stream().filter(prerequisites::containsKey)
                    .forEach(prerequisites.get(change.id())::add));
            change.before().ifPresent(state -> Fields.edges(state).stream().filter(deleted::containsKey)
                    .forEach(needed -> deleted.get(needed).add(change.id())));
        }
        prerequisites.replaceAll((id, before) -> Collections.unmodifiableSet(before));
        return Collections.unmodifiableMap(prerequisites);
    }

    public List<Change.Blocked<?>> blocked() {
        return changes.stream().filter(Change.Blocked.class::isInstance).<Change.Blocked<?>>map(change -> (Change.Blocked<?>) change)
                .toList();
    }

    /**
     * {@code sha256:} and 64 hex digits over what would be done: verbs, ids, desired states and field changes. Equal plans have equal hashes on
     * every machine; choices made late ({@link ChosenLate}), and what AWS happens to hold in fields that do not change, do not count.
     */
    public String hash() {
        String text = CanonicalJson.withoutChosenLate(changes.stream().map(PlanEntry::hashed).toList());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** For people at a terminal; ends with a summary line. */
    public String text() { return PlanText.of(this); }

    /** For comments on merge requests. */
    public String markdown() { return PlanMarkdown.of(this); }

    /** For programs: {@code {"hash", "changes": [{"verb", "id", …}], "kept", "notRead", "notes", "undeclared"}}, canonical. */
    public String json() {
        return CanonicalJson.of(new Printed(hash(), changes.stream().map(PlanEntry::of).toList(), kept, notRead,
                Optional.of(notes).filter(some -> !some.isEmpty()), Optional.of(undeclared).filter(some -> !some.isEmpty())));
    }

    private record Printed(String hash, List<PlanEntry> changes, List<Kept> kept, List<NotRead> notRead,
            Optional<List<Note>> notes, Optional<List<Deviation>> undeclared) {
    }
}
