package com.meddevo.controller.registry;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsPuller;
import com.meddevo.aws.AwsRegistry;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.controller.loop.LoopSetting;
import com.meddevo.controller.loop.Timing;
import com.meddevo.controller.roster.ListingInMemory;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.roster.Shard;
import com.meddevo.fleet.Environment;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.localcloud.time.Timeline;
import com.meddevo.registry.Candidates;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A registry that this operator keeps, and two environments in accounts of their own that pull from it and that others drive. */
final class Neighbourhood {
    static final String REPOSITORY = "techdoc";
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Path EXAMPLES = Path.of(System.getProperty("meddevo.root"), "crds", "examples");

    final ListingInMemory listing = new ListingInMemory();
    /** Ways into other operators' accounts that are open, by the environment's name. */
    final List<String> open = new ArrayList<>();
    private final Timeline timeline = Timeline.moved(Simulation.START);
    private final Simulation platform = Simulation.on(timeline);
    private final Map<String, Simulation> accounts = Map.of("develop", Simulation.on(timeline), "staging", Simulation.on(timeline));
    private final Registries registries;
    private int pushes;

    Neighbourhood() {
        accounts.keySet().stream().sorted().forEach(this::bind);
        var ours = new Environments(environment -> {
            throw new AssertionError("a loop began for " + environment.name());
        }, name -> Optional.empty(), List.of(), new LoopSetting(Timing.PUBLISHED, timeline.clock(), Runnable::run, new LoopListener() {
        }));
        var shard = new Shard(Set.of("production"), Set.of("platform"));
        registries = new Registries(registry -> new AwsRegistry(registry, AwsClients.of(platform.account()::client), 0.9, timeline.clock(),
                nanos -> {}), () -> new Questions(shard, ours, this::puller), listing, new Rosters(listing, timeline.clock()),
                timeline.clock());
    }

    private AwsPuller puller(Environment environment) {
        open.add(environment.name());
        return new AwsPuller(environment, AwsClients.of(new Account(environment.name())), timeline.clock(), nanos -> {});
    }

    /** The clients of an account, of which one tells when all are closed. */
    private final class Account implements AwsClients.Source {
        private final String name;

        Account(String name) { this.name = name; }

        @Override
        public <C extends SdkClient> C client(Class<C> api) {
            if (api != StsClient.class) return accounts.get(name).account().client(api);
            return api.cast(new StsClient() {
                @Override
                public String serviceName() { return SERVICE_NAME; }

                @Override
                public void close() { open.remove(name); }
            });
        }
    }

    Registry registry() {
        var account = new Environment.Account("000000000000", "eu-central-1", Optional.empty(), Optional.empty());
        return new Registry("platform", account, "", new Settings(true, false, List.of(), List.of(), Optional.empty()),
                List.of("develop", "staging"), new CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24)));
    }

    RegistryView turn() { return registries.turn(registry(), () -> RegistryView.unseen(Candidates.NONE, 0)); }

    /** Time enough for whatever nobody needs to go. */
    RegistryView aWhile() {
        timeline.advance(Duration.ofDays(8));
        turn();
        timeline.advance(Duration.ofHours(25));
        return turn();
    }

    void advance(Duration by) { timeline.advance(by); }

    void forget() { registries.remove("platform"); }

    /** Pushes another image, to which the one tag moves. */
    String push() {
        timeline.advance(Duration.ofMinutes(1));
        return platform.images().push(REPOSITORY, "develop", "content " + pushes++, timeline.now()).digest();
    }

    boolean isThere(String digest) { return platform.images().find(REPOSITORY, digest).isPresent(); }

    /** Something in the environment's account may pull the image. */
    void runs(String environment, String digest) {
        accounts.get(environment).account().ecs().registerTaskDefinition(definition -> definition.family("by-hand")
                .containerDefinitions(container -> container.name("main").image("registry.example/" + REPOSITORY + "@" + digest)));
    }

    void refuses(String environment, String operation) {
        accounts.get(environment).account().faults().always(call -> call.operation().equals(operation),
                new Fault.Refused("AccessDeniedException", 400, "not authorized to perform: ecs:" + operation));
    }

    List<String> calls(String environment) {
        return accounts.get(environment).account().calls().calls().stream().map(call -> call.operation()).distinct().sorted().toList();
    }

    void bind(String environment) {
        var resource = example("environment.yaml", MeddevoEnvironment.class);
        resource.getMetadata().setName(environment);
        resource.getMetadata().setUid(environment);
        resource.getMetadata().setGeneration(1L);
        resource.getSpec().setNamespaces(List.of(environment));
        listing.environments.add(resource);
    }

    MeddevoEnvironment environment(String name) { return listing.environment(name).orElseThrow(); }

    MeddevoApp app(String environment, String name) {
        var app = example("minimal.yaml", MeddevoApp.class);
        app.getMetadata().setNamespace(environment);
        app.getMetadata().setName(name);
        app.getMetadata().setUid(environment + name);
        app.getMetadata().setGeneration(1L);
        app.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
        app.getSpec().setEnvironment(environment);
        listing.apps.add(app);
        return app;
    }

    private static <T> T example(String file, Class<T> type) {
        try {
            return YAML.unmarshal(Files.readString(EXAMPLES.resolve(file)), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
