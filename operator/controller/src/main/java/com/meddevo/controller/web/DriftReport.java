package com.meddevo.controller.web;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.plan.Tier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an environment differs from what is declared, though nobody changed a spec. Times are told in whole seconds.
 *
 * @param read when the newest sweep began that read everything; empty before the first one
 * @param drift the gravest first
 * @param unknown what was not read and may differ, a phrase each; empty means that there is nothing but {@code drift}
 */
record DriftReport(String environment, Optional<Instant> read, List<Entry> drift, List<String> unknown) {
    /**
     * One field.
     *
     * @param app namespace and name
     * @param resource the resource's id
     * @param field its path; {@code *} when the whole resource is missing
     * @param declared whether it is made good; otherwise it is only told
     */
    record Entry(Tier tier, String app, String resource, String field, String observed, String desired, boolean declared, String because,
            Instant since) {
        static Entry of(AppView app, Drift drift) {
            return new Entry(drift.tier(), app.key().toString(), drift.resource().toString(), drift.field(), drift.observed(),
                    drift.desired(),
                    drift.declared(), drift.because(), drift.since().truncatedTo(SECONDS));
        }
    }

    /** @param app empty for all apps */
    static DriftReport of(String environment, EnvironmentLoop loop, Optional<String> app) {
        var apps = loop.apps().stream().filter(view -> app.map(view.key().name()::equals).orElse(true)).toList();
        var drift = apps.stream().flatMap(view -> view.drift().stream().map(one -> Entry.of(view, one)))
                .sorted(Comparator.comparing(Entry::tier).thenComparing(Entry::app).thenComparing(Entry::resource)
                        .thenComparing(Entry::field))
                .toList();
        var unknown = apps.stream().filter(view -> !view.unread().isEmpty())
                .map(view -> view.key() + ": " + String.join("; ", view.unread())).toList();
        return new DriftReport(environment, loop.environment().lastSweep().map(at -> at.truncatedTo(SECONDS)), drift,
                loop.environment().swept() ? unknown : List.of("everything: AWS was not read yet"));
    }
}
