package com.meddevo.controller.loop;

import com.meddevo.plan.Change;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices that the same difference of one app comes back however often it is made good, and which of two things that means: AWS showed what was made and
 * has the other value again, so somebody fights; or AWS accepted it and never showed it, so it is written in a form that is not known here. Not
 * thread-safe.
 */
final class Convergence {
    /** How often the same difference is made good until it is left alone. */
    private static final int TIMES = 3;
    /** A difference that stays away for so long is a new one when it comes again. */
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final Map<ResourceId, Tries> tries = new HashMap<>();

    /** @param shown whether AWS was seen as it should be after the last try */
    private record Tries(String change, int times, Instant first, Instant last, boolean shown) {
    }

    /** AWS accepted the change. */
    void made(Change<?> change, Instant now) {
        String text = print(change);
        tries.merge(change.id(), new Tries(text, 1, now, now, false), (known, first) -> known.change.equals(text)
                ? new Tries(text, known.times + 1, known.first, now, known.shown)
                : first);
    }

    /**
     * A fresh plan came. What it does not ask for any more AWS shows, or is believed to show soon.
     *
     * @param fromMemory what is only believed
     */
    void planned(Plan slice, Set<ResourceId> fromMemory, Instant now) {
        var planned = slice.applicable().stream().map(Change::id).collect(Collectors.toSet());
        tries.entrySet().removeIf(tried -> !planned.contains(tried.getKey()) && tried.getValue().last.plus(MEMORY).isBefore(now));
        tries.replaceAll((id, tried) -> planned.contains(id) || fromMemory.contains(id)
                ? tried
                : new Tries(tried.change, tried.times, tried.first, tried.last, true));
    }

    /** What of the plan is left alone and why, a sentence each. */
    List<String> given(Plan slice) {
        return slice.applicable().stream().flatMap(change -> of(change).map(tried -> sentence(change, tried)).stream()).toList();
    }

    boolean isStuck(Plan slice) { return slice.applicable().stream().anyMatch(change -> of(change).isPresent()); }

    private Optional<Tries> of(Change<?> change) {
        return Optional.ofNullable(tries.get(change.id())).filter(tried -> tried.times >= TIMES && tried.change.equals(print(change)));
    }

    /** Whoever asks gets three more tries. */
    void forget() { tries.clear(); }

    private static String sentence(Change<?> change, Tries tried) {
        String what = change.id() + difference(change) + " was made good " + tried.times + " times since "
                + tried.first.truncatedTo(ChronoUnit.SECONDS);
        return tried.shown
                ? what + ", AWS showed it, and it came back: somebody or something else keeps changing it. CloudTrail tells who; settle it with "
                        + "them, or let it be with spec.drift.ignore"
                : what + "; AWS accepted it each time and never showed it: AWS ignores it, or writes it in a form that this version of the "
                        + "operator does not know. Report this sentence; spec.drift.ignore silences it meanwhile";
    }

    private static String difference(Change<?> change) {
        return switch (change) {
            case Change.Create<?> _ -> ", which was absent,";
            case Change.Delete<?> _ -> ", which nobody asks for,";
            case Change.Update<?>(_, _, var fields) -> ", " + fields.stream().map(Convergence::difference).collect(Collectors.joining(", "))
                    + ",";
            case Change.Blocked<?> blocked -> difference(blocked.change());
        };
    }

    private static String difference(FieldChange field) {
        return field.path() + " " + Drift.printed(field.observed()) + " instead of " + Drift.printed(field.desired());
    }

    private static String print(Change<?> change) { return new Plan(List.of(change), List.of(), List.of()).hash(); }
}
