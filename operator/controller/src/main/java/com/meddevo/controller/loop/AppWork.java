package com.meddevo.controller.loop;

import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one app is about: who asked for it, whether it is being applied, and what stands against applying it. Not thread-safe; the loop guards it.
 */
final class AppWork {
    private final Applied applied;
    private final Map<String, Instant> driftSince;
    private final Convergence convergence = new Convergence();
    private Optional<Instant> retried = Optional.empty();
    private Optional<Instant> requested = Optional.empty();
    private Optional<Instant> nextLook = Optional.empty();
    private Optional<Instant> nextTry = Optional.empty();
    private boolean looking;
    private boolean applying;
    private Instant lastWriteEnded = Instant.MIN;
    private Attempt last = Attempt.NONE;
    private int failures;
    private Optional<Failing> failing = Optional.empty();
    private List<String> log = List.of();

    /**
     * The last apply and what became of it.
     *
     * @param plan hash of what was applied; the same plan is not applied again before {@code notBefore}
     * @param notBefore {@link Instant#MAX} when only a change of the plan helps
     */
    record Attempt(String plan, Instant notBefore, Map<ResourceId, Outcome> outcomes) {
        static final Attempt NONE = new Attempt("", Instant.MIN, Map.of());
    }

    AppWork(Roster.Remembered remembered) {
        this.applied = new Applied(remembered.applied());
        this.driftSince = new HashMap<>(remembered.driftSince());
    }

    Applied applied() { return applied; }

    Map<ResourceId, Outcome> outcomes() { return last.outcomes; }

    boolean isApplying() { return applying; }

    /** Whether it is being applied or looked at by itself. */
    boolean isBusy() { return applying || looking; }

    /** Somebody wants a look at the app that begins after this moment. */
    void request(Instant at) {
        requested = requested.filter(known -> known.isAfter(at)).or(() -> Optional.of(at));
    }

    /** Whether a look is to come that nobody has begun. */
    boolean isRequested() { return requested.isPresent(); }

    /** Somebody wants a look at the app by then, or earlier. */
    void lookBy(Instant at) {
        nextLook = nextLook.filter(known -> known.isBefore(at)).or(() -> Optional.of(at));
    }

    /** When to look next; empty while it is looked at or applied, which both end with a new plan. */
    Optional<Instant> nextLook() {
        if (looking || applying) return Optional.empty();
        return Stream.of(requested, nextLook, nextTry).flatMap(Optional::stream).min(Instant::compareTo);
    }

    boolean wantsLook(Instant now) { return nextLook().filter(at -> !at.isAfter(now)).isPresent(); }

    void lookBegins() { looking = true; }

    void lookEnds() { looking = false; }

    /** A reading that began then came back; it answers who asked before. */
    void answered(Instant begun) {
        requested = requested.filter(at -> at.isAfter(begun));
        nextLook = nextLook.filter(at -> at.isAfter(begun));
        nextTry = nextTry.filter(at -> at.isAfter(begun));
    }

    /** Whether a reading that began then can show everything that was written. */
    boolean isFresh(Instant begun) {
        return begun.isAfter(lastWriteEnded);
    }

    Instant driftSince(ResourceId resource, String field, Instant now) {
        return driftSince.computeIfAbsent(Drift.key(resource, field), key -> now);
    }

    void driftIsOnly(List<Drift> drift) { driftSince.keySet().retainAll(drift.stream().map(Drift::key).toList()); }

    /** Whether the app's part of a plan may be applied now. */
    boolean mayApply(Plan slice, Instant now) {
        return !applying && !slice.applicable().isEmpty() && !convergence.isStuck(slice)
                && (!last.plan.equals(slice.hash()) || !now.isBefore(last.notBefore));
    }

    Convergence convergence() { return convergence; }

    /** A fresh plan came. */
    void planned(Plan slice, Set<ResourceId> fromMemory, Instant now) {
        convergence.planned(slice, fromMemory, now);
        if (slice.settled()) {
            failures = 0;
            last = Attempt.NONE;
        }
    }

    /** @return whether this failure's log lines were not asked for yet */
    boolean failsWith(Optional<Failing> now) {
        if (now.equals(failing) || now.isPresent() && now.get().saysLessThan(failing)) return false;
        if (!now.map(Failing::reason).equals(failing.map(Failing::reason))) log = List.of();
        failing = now;
        return now.isPresent();
    }

    /** The lines of a failure; of one that is no longer the newest they come too late. */
    void logged(Failing of, List<String> lines) {
        if (failing.equals(Optional.of(of))) log = List.copyOf(lines);
    }

    List<String> log() { return log; }

    void applyBegins() { applying = true; }

    /** Draws the conclusions: when to look again, and when to try again. */
    void applyEnded(Plan slice, Map<ResourceId, Outcome> outcomes, Timing timing, Instant now) {
        applying = false;
        lastWriteEnded = now;
        var open = new TreeMap<>(outcomes);
        open.values().removeIf(Outcome.Done.class::isInstance);
        slice.applicable().stream().filter(change -> outcomes.get(change.id()) instanceof Outcome.Done)
                .forEach(change -> convergence.made(change, now));
        boolean progress = open.size() < outcomes.size();
        boolean failed = open.values().stream().anyMatch(Outcome.Failed.class::isInstance);
        failures = failed && !progress ? failures + 1 : failed ? 1 : 0;
        Instant again = open.values().stream().map(outcome -> nextTry(outcome, timing, now)).min(Instant::compareTo).orElse(now);
        last = new Attempt(slice.hash(), again, open);
        nextTry = Optional.of(again).filter(at -> !at.equals(Instant.MAX));
        if (progress) request(now);
    }

    /** Permissions come back without the plan changing; so what seemed final is tried once more. */
    void forgetFinalFailures() {
        if (last.notBefore.equals(Instant.MAX)) last = new Attempt(last.plan, Instant.MIN, last.outcomes);
        convergence.forget();
    }

    /** Somebody asks to try anew what was given up; of one who asked before the operator's start nothing is left to forget. */
    void retry(Optional<Instant> at) {
        if (!at.equals(retried)) forgetFinalFailures();
        retried = at;
    }

    private Instant nextTry(Outcome outcome, Timing timing, Instant now) {
        return switch (outcome) {
            case Outcome.Done() -> now;
            case Outcome.Waiting(_, var lookAgainIn) -> now.plus(lookAgainIn);
            case Outcome.Failed(_, _, var retry) -> retry ? now.plus(timing.retry(Math.max(failures, 1))) : Instant.MAX;
        };
    }
}
