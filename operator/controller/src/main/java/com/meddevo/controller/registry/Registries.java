package com.meddevo.controller.registry;

import com.meddevo.aws.AwsRegistry;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of every registry, by name, and the way into its account. Thread-safe. */
public final class Registries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registries.class);
    /** A start takes as long; who lists longer misses a right. */
    private static final Duration LISTING = Duration.ofMinutes(1);

    private final Function<Registry, AwsRegistry> clouds;
    private final Supplier<Questions> questions;
    private final Listing listing;
    private final Rosters rosters;
    private final InstantSource clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private static final class Running implements AutoCloseable {
        private final Registry registry;
        private final AwsRegistry aws;
        private final Questions questions;
        private final Instant since;
        private volatile RegistryView view;

        private Running(Registry registry, AwsRegistry aws, Questions questions, Instant since, RegistryView view) {
            this.registry = registry;
            this.aws = aws;
            this.questions = questions;
            this.since = since;
            this.view = view;
        }

        @Override
        public void close() {
            aws.close();
            questions.close();
        }
    }

    /**
     * @param clouds connects to a registry's account
     * @param questions how one registry asks who pulls from it
     * @param listing of all apps and environments of the cluster, whoever drives them
     * @param rosters of that listing
     */
    public Registries(Function<Registry, AwsRegistry> clouds, Supplier<Questions> questions, Listing listing, Rosters rosters,
            InstantSource clock) {
        this.clouds = clouds;
        this.questions = questions;
        this.listing = listing;
        this.rosters = rosters;
        this.clock = clock;
    }

    /**
     * Takes one turn: sets repositories up, and deletes what nobody can need. It blocks while AWS is asked; a registry has one turn at a time.
     *
     * @param remembered what an earlier process knew, for a registry that is new to this one
     * @return what is known now
     */
    public RegistryView turn(Registry registry, Supplier<RegistryView> remembered) {
        Running one = running.compute(registry.name(), (name, known) -> {
            if (known != null && known.registry.equals(registry)) return known;
            if (known != null) known.close();
            return new Running(registry, clouds.apply(registry), questions.get(), clock.instant(),
                    known == null ? remembered.get() : known.view);
        });
        synchronized (one) {
            if (closed) return one.view;
            one.view = Pullers.of(registry, listing, rosters).map(pullers -> after(one, pullers)).orElseGet(() -> unlisted(one));
            return one.view;
        }
    }

    private RegistryView after(Running one, Pullers pullers) {
        try {
            one.questions.keep(pullers.bound().values());
            Supplier<Pullers> look = () -> Pullers.of(one.registry, listing, rosters).orElseThrow();
            return new RegistryTurn(one.aws, one.questions::ask, look, clock).after(one.view);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("registry", one.registry.name()).addKeyValue("cause", e.getMessage())
                    .log("the registry could not be read; nothing is deleted");
            return one.view.failing("the registry could not be read, so nothing is changed: " + AwsErrors.sentence(e));
        }
    }

    private RegistryView unlisted(Running one) {
        if (one.since.plus(LISTING).isAfter(clock.instant())) return one.view;
        return one.view
                .failing("the Kubernetes API has not listed all apps and environments of the cluster, so nothing is changed: see that the"
                        + " operator's role may list both in all namespaces");
    }

    /** What is known of each by its name, without waiting for a turn that goes on. */
    public SortedMap<String, RegistryView> views() {
        var views = new TreeMap<String, RegistryView>();
        running.forEach((name, one) -> views.put(name, one.view));
        return views;
    }

    /** The registry is gone; AWS stays as it is. */
    public void remove(String name) {
        Optional.ofNullable(running.remove(name)).ifPresent(Running::close);
    }

    /** No turn begins any more. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(running.keySet()).forEach(this::remove);
    }
}
