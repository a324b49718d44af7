package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.Sweep;
import com.meddevo.aws.Sweep.Unread;
import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.loop.Drift;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import com.meddevo.plan.Tier;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's dashboards and alerts ask for figures that the operator has. */
class MonitoringTest {
    private static final Path CHART = Path.of(System.getProperty("meddevo.root"), "helm", "meddevo-operator", "files");
    private static final Pattern ASKED = Pattern.compile("([a-z][a-z0-9_]*)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=");
    private static final Environment ENVIRONMENT = Environment.named("test", new Environment.Account("111122223333", "eu-central-1",
            Optional.empty(), Optional.empty())).namespaces(List.of("apps"))
            .network(new Environment.Network("vpc-1", List.of("subnet-a"), List.of(), false)).build();
    private static final Arns NOTHING = new Arns() {
        @Override
        public Optional<String> find(ResourceId id) { return Optional.empty(); }

        @Override
        public void learn(ResourceId id, String arn) {}

        @Override
        public void forget(ResourceId id) {}
    };
    /** Prometheus puts them on whatever it scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job");

    static Stream<Path> files() throws IOException {
        return Stream.concat(Files.list(CHART.resolve("dashboards")), Stream.of(CHART.resolve("alerts.yaml")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_figure_and_label_that_is_asked_for_exists(Path file) throws IOException {
        assertThat(unknown(Files.readString(file), figures())).isEmpty();
    }

    @Test
    void a_misspelt_figure_and_label_are_found() {
        assertThat(unknown("meddevo_leeder{job=\"x\"} meddevo_apps{stage=\"x\"}", figures()))
                .containsExactly("meddevo_apps has no label stage", "there is no meddevo_leeder");
    }

    private static Set<String> unknown(String text, Map<String, Set<String>> figures) {
        var unknown = new TreeSet<String>();
        // in JSON, quotes within an expression are escaped
        ASKED.matcher(text.replace("\\\"", "\"")).results().forEach(asked -> {
            Set<String> labels = figures.get(asked.group(1));
            if (labels == null) unknown.add("there is no " + asked.group(1));
            else
                LABEL.matcher(asked.group(2).replace("=~", "=")).results().map(label -> label.group(1))
                        .filter(label -> !labels.contains(label) && !OF_THE_SCRAPE.contains(label))
                        .forEach(label -> unknown.add(asked.group(1) + " has no label " + label));
        });
        return unknown;
    }

    /** The labels of every figure by its name, as Prometheus sees them once everything has happened. */
    private static Map<String, Set<String>> figures() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var leadership = Leadership.alone();
        everythingHappens(new Figures(registry, leadership, () -> Instant.EPOCH));
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        var figures = new HashMap<String, Set<String>>();
        registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String name = line.substring(0, line.contains("{") ? line.indexOf('{') : line.indexOf(' '));
            var labels = figures.computeIfAbsent(name, any -> new TreeSet<>());
            if (line.contains("{")) LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1)));
        });
        assertThat(leadership.isOurs()).as("a gauge holds what it tells of weakly").isTrue();
        return figures;
    }

    private static void everythingHappens(Figures figures) {
        var app = new AppKey("apps", "techdoc");
        var service = new ResourceId("service", "techdoc", "main");
        var drift = List.of(new Drift(service, "shell", "true", "false", Instant.EPOCH, Tier.SECURITY, true, ""));
        var scope = new Scope(new Fleet(ENVIRONMENT, List.of()), Optional.empty(), false);
        var snapshot = new Snapshot(List.of(), List.of(), Facts.NONE);
        figures.read("test", scope, new Sweep(snapshot, NOTHING, List.of(new Unread("service", "Throttling", true)), 3, Map.of()),
                Duration.ofSeconds(1));
        figures.read("test", scope, new Sweep(snapshot, NOTHING, List.of(), 3, Map.of()), Duration.ofSeconds(1));
        figures.planned("test", new Plan(List.of(), List.of(), List.of()));
        figures.applied("test", app, Map.of(service, new Outcome.Failed("ThrottlingException", "slower", true)), Duration.ofSeconds(1));
        figures.drifted("test", app, drift, Instant.EPOCH);
    }
}
