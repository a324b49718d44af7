package com.meddevo.aws.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What AWS tells of one resource a call, by ARN, as last read or written. A sweep asks only for what is not known or what a slow cycle wants anew, and for so
 * many of them that it stays within its budget; until then the last values stand. An answer that was asked for before a write ended says nothing about
 * what came after it and is left aside: it would stand until the next slow cycle, and what was just written would be written again. Thread-safe.
 *
 * @param <V> a resource's part that has no batch
 */
public final class OneByOne<V> {
    private final Map<String, V> known = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private final Map<String, Long> writes = new HashMap<>();

    /** The last value; empty if there was none yet. */
    public synchronized Optional<V> of(String arn) {
        return Optional.ofNullable(known.get(arn));
    }

    /**
     * Reads at most so many of the resources, those first that are not known.
     *
     * @param anew whether all of them are to be read anew, by this sweep or later ones
     * @param ask reads one of them
     * @return whether it had to ask
     * @throws RuntimeException the first failure, after every answer that came was taken in
     */
    public boolean read(Collection<String> arns, boolean anew, int most, Function<String, V> ask) {
        var open = open(arns, anew, most);
        var before = open.stream().collect(Collectors.toMap(arn -> arn, this::writes));
        var failures = new ArrayList<RuntimeException>();
        InParallel.each(open, ask, (arn, e) -> {
            if (!AwsErrors.notFound(e)) failures.add(e); // what went since it was listed has no value
        }).forEach((arn, answer) -> take(arn, before.get(arn), answer));
        if (!failures.isEmpty()) throw failures.getFirst();
        return !open.isEmpty();
    }

    private synchronized List<String> open(Collection<String> arns, boolean anew, int most) {
        if (anew) stale.addAll(arns);
        return arns.stream().distinct().filter(arn -> stale.contains(arn) || !known.containsKey(arn))
                .sorted(Comparator.comparing((String arn) -> known.containsKey(arn)).thenComparing(Comparator.naturalOrder()))
                .limit(most).toList();
    }

    private synchronized long writes(String arn) { return writes.getOrDefault(arn, 0L); }

    private synchronized void take(String arn, long writesBefore, V answer) {
        if (writes(arn) != writesBefore) return;
        known.put(arn, answer);
        stale.remove(arn);
    }

    /** A write's own answer says what there is now. */
    public synchronized void written(String arn, V answer) {
        written(arn);
        known.put(arn, answer);
    }

    /** Something was written, tried to be, or deleted: the next reading asks again. To be called when the writes have ended. */
    public synchronized void written(String arn) {
        writes.merge(arn, 1L, Long::sum);
        known.remove(arn);
        stale.remove(arn);
    }
}
