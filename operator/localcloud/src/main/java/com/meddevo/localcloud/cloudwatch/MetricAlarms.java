package com.meddevo.localcloud.cloudwatch;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The metric alarms, evaluated at the beginning of every minute as long as there are any. An alarm looks at its last evaluation periods; it is
 * in alarm when enough of them breach its threshold, and without data when none has any, unless it says how to treat missing data. Used inside
 * the account's lock only.
 */
public final class MetricAlarms {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Site site;
    private final Metrics metrics;
    private final List<Consumer<MetricAlarm>> listeners = new ArrayList<>();
    private final List<Runnable> samplers = new ArrayList<>();
    final Versioned<String, MetricAlarm> alarms;
    private boolean ticking;

    MetricAlarms(Site site, Metrics metrics) {
        this.site = site;
        this.metrics = metrics;
        this.alarms = site.store();
    }

    /** Asks to be told of every alarm that is in alarm, every minute anew. */
    public void whileInAlarm(Consumer<MetricAlarm> listener) {
        listeners.add(listener);
    }

    /** Whether an alarm of that name is in alarm, as it was last evaluated. */
    public boolean isInAlarm(String name) {
        return alarms.get(name).filter(alarm -> alarm.stateValue() == StateValue.ALARM).isPresent();
    }

    /** Asks to measure something just before each evaluation. */
    public void beforeEach(Runnable sampler) { samplers.add(sampler); }

    /** Creates an alarm, or puts another in its place that keeps its state. */
    public MetricAlarm put(MetricAlarm declared) {
        var now = site.timeline().now();
        var before = alarms.get(declared.alarmName());
        var alarm = declared.toBuilder().alarmArn(arn(declared.alarmName())).alarmConfigurationUpdatedTimestamp(now)
                .stateValue(before.map(MetricAlarm::stateValue).orElse(StateValue.INSUFFICIENT_DATA))
                .stateReason(before.map(MetricAlarm::stateReason).orElse("Unchecked: Initial alarm creation"))
                .stateUpdatedTimestamp(before.map(MetricAlarm::stateUpdatedTimestamp).orElse(now)).build();
        restore(alarm);
        return alarm;
    }

    void restore(MetricAlarm alarm) {
        alarms.put(alarm.alarmName(), alarm);
        if (!ticking) {
            ticking = true;
            await();
        }
    }

    private void await() {
        var next = site.timeline().now().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
        site.timeline().after(Duration.between(site.timeline().now(), next), () -> {
            ticking = !alarms.all().isEmpty();
            if (ticking) {
                tick();
                await();
            }
        });
    }

    private void tick() {
        samplers.forEach(Runnable::run);
        var now = site.timeline().now().truncatedTo(ChronoUnit.MINUTES);
        for (var alarm : List.copyOf(alarms.all())) {
            var evaluated = evaluated(alarm, now);
            if (evaluated.stateValue() != alarm.stateValue()) {
                alarms.put(alarm.alarmName(), evaluated.toBuilder().stateUpdatedTimestamp(now).build());
            }
            if (evaluated.stateValue() == StateValue.ALARM) {
                listeners.forEach(listener -> listener.accept(evaluated));
            }
        }
    }

    private MetricAlarm evaluated(MetricAlarm alarm, Instant now) {
        var period = Duration.ofSeconds(Math.max(60, alarm.period()));
        var from = now.minus(period.multipliedBy(alarm.evaluationPeriods()));
        var values = metrics.read(Metric.of(alarm.namespace(), alarm.metricName(), alarm.dimensions()), period, from, now).values().stream()
                .map(figures -> figures.by(alarm.statistic())).toList();
        var needed = alarm.datapointsToAlarm() == null ? alarm.evaluationPeriods() : alarm.datapointsToAlarm();
        var missing = alarm.evaluationPeriods() - values.size();
        var treatment = Objects.requireNonNullElse(alarm.treatMissingData(), "missing");
        var breaching = values.stream().filter(value -> breaches(alarm, value)).count() + (treatment.equals("breaching") ? missing : 0);
        if (values.isEmpty() && treatment.equals("ignore")) {
            return alarm;
        }
        if (values.isEmpty() && treatment.equals("missing")) {
            return state(alarm, StateValue.INSUFFICIENT_DATA, "Insufficient Data: %d datapoints were unknown.".formatted(missing));
        }
        return breaching >= needed
                ? state(alarm, StateValue.ALARM,
                        "Threshold Crossed: %d datapoints %s crossed the threshold (%s).".formatted(breaching, values,
                                alarm.threshold()))
                : state(alarm, StateValue.OK, "Threshold Crossed: %d datapoints %s were not beyond the threshold (%s).".formatted(
                        values.size(), values, alarm.threshold()));
    }

    private static boolean breaches(MetricAlarm alarm, double value) {
        var operator = alarm.comparisonOperator();
        if (operator == ComparisonOperator.GREATER_THAN_THRESHOLD) {
            return value > alarm.threshold();
        }
        if (operator == ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD) {
            return value >= alarm.threshold();
        }
        return operator == ComparisonOperator.LESS_THAN_THRESHOLD ? value < alarm.threshold() : value <= alarm.threshold();
    }

    private static MetricAlarm state(MetricAlarm alarm, StateValue value, String reason) {
        return alarm.toBuilder().stateValue(value).stateReason(reason).build();
    }

    /** Sets a state by hand; it holds until the next evaluation says otherwise. */
    void set(String name, StateValue value, String reason) {
        var alarm = alarms.get(name).orElseThrow(() -> CloudWatchErrors.noAlarm(name));
        alarms.put(name, state(alarm, value, reason).toBuilder().stateUpdatedTimestamp(site.timeline().now()).build());
    }

    /** Names that nobody has are ignored. */
    public void delete(Collection<String> names) {
        names.forEach(name -> {
            alarms.remove(name);
            site.tags().forget(arn(name));
        });
    }

    Optional<MetricAlarm> byArn(String arn) { return alarms.all().stream().filter(alarm -> alarm.alarmArn().equals(arn)).findFirst(); }

    private String arn(String name) { return site.arn("cloudwatch", "alarm:" + name); }
}
