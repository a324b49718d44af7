package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.wire.WireServer;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import io.github.bucket4j.BlockingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An environment on a simulated account with a clock that is moved, the operator's half that reads and writes, and a fleet to try on it. */
public final class World implements AutoCloseable {
    /** As a controller waits between two looks. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final int PATIENCE = 200;

    public final Simulation simulation;
    public final Account account;
    public Environment environment;
    private final Function<Account, AwsClients> connect;
    private final List<Member> members = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private AwsEnvironment aws;

    /** How the account is reached. */
    public enum Transport {
        /** By calls in this process. */
        IN_PROCESS,
        /** By the SDK's own clients over HTTP. */
        WIRE
    }

    private World(Simulation simulation, Function<Account, AwsClients> connect) {
        this.simulation = simulation;
        this.account = simulation.account();
        this.environment = environment(account.foundations("local", 8080));
        this.connect = connect;
        restart();
    }

    /** The account's clients as they are. */
    public static World inProcess() { return new World(Simulation.start(), World::clients); }

    public static World over(Transport transport) {
        if (transport == Transport.IN_PROCESS) return inProcess();
        var simulation = Simulation.start();
        var server = WireServer.start(simulation.account(), 0);
        var world = new World(simulation, account -> AwsClients.connect(environment(account.foundations("local", 8080)),
                Optional.of(server.endpoint())));
        world.open.add(server);
        return world;
    }

    public static AwsClients clients(Account account) { return AwsClients.of(account::client); }

    /** The operator's process dies and another comes: nothing is remembered but what AWS remembers. */
    public void restart() {
        aws = new AwsEnvironment(environment, connect.apply(account), account.timeline().clock(), new MovesTheClock());
    }

    /** The same, after the environment's spec was changed. */
    void restart(UnaryOperator<Environment> change) {
        environment = change.apply(environment);
        restart();
    }

    static Environment logKey(Environment of, Optional<String> key) { return of.but().logKmsKeyArn(key).build(); }

    public AwsEnvironment aws() { return aws; }

    public static Environment environment(Foundations on) {
        return Environment.named("local", new Environment.Account(on.accountId(), on.region(), Optional.empty(), Optional.empty()))
                .namespaces(List.of("default")).cluster(on.cluster())
                .network(new Environment.Network(on.vpcId(), on.subnetIds(), List.of(on.securityGroupId()), false))
                .listeners(Map.of("internal", new Environment.Listener(on.listenerArn(), on.loadBalancerArn(), on.loadBalancerDnsName(),
                        Optional.of(on.loadBalancerHostedZoneId()), Optional.of(on.loadBalancerSecurityGroupId()),
                        new Environment.Priorities(1000, 49_000))))
                .discovery(Optional.of(new Environment.Discovery(on.namespaceId(), on.namespaceName())))
                .dns(Optional.of(new Environment.Dns(on.hostedZoneId(), on.domain())))
                .files(Optional.of(new Environment.Files(on.fileSystemId(), Optional.of(on.filesSecurityGroupId()))))
                .roles(new Environment.Roles(Optional.of(on.executionRoleArn()), Optional.of(on.taskRoleArn()),
                        Optional.of(on.infrastructureRoleArn())))
                .build();
    }

    /** An app with everything, whose image is in the registry. */
    public AppSpec app(String name) {
        push(name, "1.0.0");
        return bare(name, "1.0.0");
    }

    public void push(String repository, String tag) {
        simulation.images().push(repository, tag, repository + tag, account.timeline().now());
    }

    static AppSpec bare(String name, String tag) {
        return AppSpec.of(new AppKey("default", name), new AppSpec.Image(name, Optional.of(tag), Optional.empty()),
                AppSpec.Task.of(256, 512).architecture(AppSpec.Architecture.ARM64).environment(Map.of("LOG_LEVEL", "info")).build())
                .uid("uid-" + name).generation(1).port(Optional.of(8080)).replicas(2)
                .route(Optional.of(new AppSpec.Route("internal", List.of(), List.of("/" + name + "/*"),
                        new AppSpec.HealthCheck("/health", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2, "200"),
                        Duration.ofSeconds(10))))
                .discovery(Optional.of(new AppSpec.Discovery(name)))
                .deployment(new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))).logRetentionDays(30).build();
    }

    public Fleet fleet() { return new Fleet(environment, members); }

    /** From now on the fleet is this. */
    public World wants(AppSpec... apps) {
        return has(Stream.of(apps).map(Member.Wanted::new).toArray(Member[]::new));
    }

    public World has(Member... all) {
        members.clear();
        members.addAll(List.of(all));
        return this;
    }

    public Sweep sweep() { return aws.observe(new Scope(fleet(), Optional.empty(), false)); }

    public Sweep slice(String app) { return aws.observe(new Scope(fleet(), Optional.of(app), false)); }

    public Sweep slow() { return aws.observe(new Scope(fleet(), Optional.empty(), true)); }

    public Plan plan() { return plan(sweep()); }

    public Plan plan(Sweep sweep) { return new Planner(Kinds.all(), List.of()).plan(fleet(), sweep.snapshot()); }

    /** One round: read, plan, carry out. */
    public Map<ResourceId, Outcome> apply() { return aws.apply(plan(), fleet()); }

    /** Rounds until nothing more is to be done, the clock moving between them; then the tasks get the time to start. */
    public World settle() {
        boolean rested = false;
        for (int round = 0; round < PATIENCE; round++) {
            var plan = plan();
            boolean nothing = plan.applicable().isEmpty() && plan.notRead().isEmpty();
            if (nothing && rested) return this;
            if (nothing) rest();
            else {
                aws.apply(plan, fleet());
                simulation.advance(LOOK_AGAIN);
            }
            rested = nothing;
        }
        throw new AssertionError("does not settle:\n" + plan().text());
    }

    /** Rounds in which the changes are made one after another and, of one kind, the calls are written down. */
    void settleRecording(String kind, Set<String> actions) {
        boolean rested = false;
        for (int round = 0; round < PATIENCE; round++) {
            recording(actions, () -> aws.driver(kind).observe(new Scope(fleet(), Optional.empty(), false)));
            var sweep = sweep();
            var plan = plan(sweep);
            boolean nothing = plan.applicable().isEmpty() && plan.notRead().isEmpty();
            if (nothing && rested) return;
            if (nothing) rest();
            rested = nothing;
            for (var change : plan.applicable()) {
                Set<String> into = change.id().kind().equals(kind) ? actions : new TreeSet<>();
                recording(into, () -> one(change, sweep));
            }
            simulation.advance(LOOK_AGAIN);
        }
        throw new AssertionError("does not settle:\n" + plan().text());
    }

    @SuppressWarnings("unchecked") // a driver is found by its kind, and a kind has one state type
    private <S extends ResourceState> void one(Change<?> change, Sweep sweep) {
        try {
            ((ResourceDriver<S>) aws.driver(change.id().kind())).apply((Change<S>) change, sweep.arns());
        } catch (RuntimeException e) {
            if (!AwsErrors.fromAws(e) && !(e instanceof IllegalStateException)) throw e; // what is missing is there in a later round
        }
    }

    /** Makes a kind's changes of a plan once more, one after another. */
    void repeatRecording(String kind, Plan plan, Sweep sweep, Set<String> actions) {
        plan.applicable().stream().filter(change -> change.id().kind().equals(kind))
                .forEach(change -> recording(actions, () -> one(change, sweep)));
    }

    /** Adds the actions that the account saw meanwhile. */
    void recording(Set<String> actions, Runnable work) {
        int before = account.calls().calls().size();
        work.run();
        account.calls().calls().stream().skip(before).map(Call::action).forEach(actions::add);
    }

    /** Two minutes go by: every task starts, and no memory of what was just done helps any more. */
    public World rest() {
        simulation.advance(Duration.ofMinutes(3));
        return this;
    }

    @Override
    public void close() {
        aws.close();
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        account.timeline().close();
    }

    /** Of all who wait for a rate, the one who is due first moves the clock, and no further than that. */
    private final class MovesTheClock implements BlockingStrategy {
        private final PriorityQueue<Instant> due = new PriorityQueue<>();
        private int arrivals;

        @Override
        public synchronized void park(long nanos) throws InterruptedException {
            var until = account.timeline().now().plusNanos(nanos);
            due.add(until);
            arrivals++;
            while (account.timeline().now().isBefore(until)) {
                int seen = arrivals;
                if (!until.equals(due.peek())) {
                    wait();
                    continue;
                }
                wait(1); // somebody else may be due earlier and not be here yet, above all on a busy machine
                if (arrivals == seen && until.equals(due.peek()))
                    simulation.advance(Duration.between(account.timeline().now(), until));
            }
            due.remove(until);
            notifyAll();
        }
    }
}
