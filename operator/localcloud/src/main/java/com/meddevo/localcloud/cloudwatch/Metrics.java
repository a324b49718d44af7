package com.meddevo.localcloud.cloudwatch;

import com.meddevo.localcloud.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What was measured in the last three hours, by the minute. Thread-safe, and used without the account's lock: the balancer's threads count here. */
public final class Metrics {

    private static final Duration KEPT = Duration.ofHours(3);

    private final Timeline timeline;
    private final Map<Metric, NavigableMap<Instant, Figures>> minutes = new HashMap<>();

    Metrics(Timeline timeline) { this.timeline = timeline; }

    /** Something was measured just now. */
    public void record(Metric metric, double value) {
        record(metric, timeline.now(), Figures.of(value));
    }

    synchronized void record(Metric metric, Instant at, Figures figures) {
        var measured = minutes.computeIfAbsent(metric, unknown -> new TreeMap<>());
        measured.merge(at.truncatedTo(ChronoUnit.MINUTES), figures, Figures::and);
        measured.headMap(at.minus(KEPT)).clear();
    }

    /**
     * What was measured, by periods.
     *
     * @param period a whole number of minutes
     * @param from   begins the first period
     * @param until  not included
     * @return by the beginning of the period; periods in which nothing was measured are left out
     */
    synchronized SortedMap<Instant, Figures> read(Metric metric, Duration period, Instant from, Instant until) {
        var periods = new TreeMap<Instant, Figures>();
        minutes.getOrDefault(metric, new TreeMap<>()).subMap(from, until).forEach((minute, figures) -> {
            var begin = from.plus(period.multipliedBy(Duration.between(from, minute).dividedBy(period)));
            periods.merge(begin, figures, Figures::and);
        });
        return periods;
    }

    /** The last whole minute of a metric, if something was measured in it. */
    public Optional<Double> lastMinute(Metric metric, Statistic statistic) {
        var until = timeline.now().truncatedTo(ChronoUnit.MINUTES);
        return read(metric, Duration.ofMinutes(1), until.minus(1, ChronoUnit.MINUTES), until).values().stream().findFirst()
                .map(figures -> figures.by(statistic));
    }

    synchronized List<Metric> known() { return List.copyOf(minutes.keySet()); }
}
