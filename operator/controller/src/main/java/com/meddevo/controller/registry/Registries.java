package com.meddevo.controller.registry;

import com.meddevo.aws.AwsRegistry;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.registry.Answer;
import com.meddevo.registry.Registry;
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

    private final Function<Registry, AwsRegistry> clouds;
    private final Listing listing;
    private final Rosters rosters;
    private final Function<String, Optional<Answer>> ask;
    private final InstantSource clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private static final class Running {
        private final Registry registry;
        private final AwsRegistry aws;
        private volatile RegistryView view;

        private Running(Registry registry, AwsRegistry aws, RegistryView view) {
            this.registry = registry;
            this.aws = aws;
            this.view = view;
        }
    }

    /** @param clouds connects to a registry's account */
    public Registries(Function<Registry, AwsRegistry> clouds, Listing listing, Rosters rosters, Environments environments,
            InstantSource clock) {
        this(clouds, listing, rosters, name -> environments.loop(name).map(EnvironmentLoop::neededImages), clock);
    }

    Registries(Function<Registry, AwsRegistry> clouds, Listing listing, Rosters rosters, Function<String, Optional<Answer>> ask,
            InstantSource clock) {
        this.clouds = clouds;
        this.listing = listing;
        this.rosters = rosters;
        this.ask = ask;
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
            if (known != null) known.aws.close();
            return new Running(registry, clouds.apply(registry), known == null ? remembered.get() : known.view);
        });
        synchronized (one) {
            var pullers = Pullers.of(registry, listing, rosters);
            if (pullers.isEmpty() || closed) return one.view;
            try {
                one.view = new RegistryTurn(one.aws, ask, clock).after(one.view, pullers.get());
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("registry", registry.name()).addKeyValue("cause", e.getMessage())
                        .log("the registry could not be read; nothing is deleted");
                one.view = new RegistryView(one.view.plan(), one.view.candidates(), one.view.repositories(), one.view.images(),
                        one.view.deleted(), one.view.begun(), List.of(sentence(e)));
            }
            return one.view;
        }
    }

    /** What is known of each by its name, without waiting for a turn that goes on. */
    public SortedMap<String, RegistryView> views() {
        var views = new TreeMap<String, RegistryView>();
        running.forEach((name, one) -> views.put(name, one.view));
        return views;
    }

    private static String sentence(RuntimeException e) {
        return "the registry could not be read, so nothing is changed: " + AwsErrors.sentence(e);
    }

    /** The registry is gone; AWS stays as it is. */
    public void remove(String name) {
        Optional.ofNullable(running.remove(name)).ifPresent(gone -> gone.aws.close());
    }

    /** No turn begins any more. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(running.keySet()).forEach(this::remove);
    }
}
