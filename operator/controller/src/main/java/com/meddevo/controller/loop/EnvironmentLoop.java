package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import com.meddevo.registry.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one environment as its fleet says. Requests of many apps share a reading and a plan: a request is answered by any reading that began after
 * it was made, and all answers that came in between two turns lead to one plan. A few apps are read one by one, many together; sweeps go on beside.
 * Each app has at most one apply at a time, different apps have theirs at once, and whatever waits holds no thread.
 *
 * <p>Nothing happens by itself until {@link #start}: {@link #turn} does what is due and says when to come back.
 */
public final class EnvironmentLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentLoop.class);
    /** So many apps are read one by one; more of them are cheaper to read with all others. */
    private static final int SLICES = 3;
    private static final int LOG_LINES = 20;
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration UNLISTED = Duration.ofSeconds(1);

    private final String environment;
    private final UnbrokenCloud cloud;
    private final Roster.Source source;
    private final LoopSetting setting;
    private final Board board;
    private final Monitor monitor = new Monitor();
    private final Map<AppKey, Instant> asked = new HashMap<>();
    private Instant nextSweep = Instant.MIN;
    private Instant nextSlow = Instant.MIN;
    private boolean sweeping;
    private boolean sweepingSlowly;
    private boolean swept;
    private boolean outdated;
    private volatile EnvironmentView view;

    public EnvironmentLoop(String environment, Cloud cloud, Roster.Source source, List<ResourceKind<?>> kinds, LoopSetting setting) {
        this.environment = environment;
        this.cloud = new UnbrokenCloud(environment, cloud);
        this.source = source;
        this.setting = setting;
        this.board = new Board(kinds, this.cloud::shortfalls);
        this.view = EnvironmentView.unseen(environment);
    }

    /** Runs until {@link #close} on a virtual thread of its own. */
    public void start() {
        Thread.ofVirtual().name("environment-" + environment).start(() -> {
            try {
                while (!monitor.isClosed())
                    monitor.await(this::now, turnOrRest());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** A turn that breaks off is no end: what it left undone, the next one takes up. */
    Instant turnOrRest() {
        try {
            return turn();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("environment", environment).log("a turn broke off; the next one comes in a second");
            return now().plus(UNLISTED);
        }
    }

    /** Asks for a look at an app: its spec changed, or it is new, or it leaves. Comes back at once; the answer is a changed view. */
    public void ask(AppKey app) {
        locked(() -> {
            asked.put(app, now());
            monitor.wake();
            return null;
        });
    }

    /** Empty before the app's first plan. */
    public Optional<AppView> app(AppKey app) {
        return locked(() -> Optional.ofNullable(board.views().get(app)));
    }

    /** All apps' views, by namespace and name. */
    public List<AppView> apps() { return locked(() -> List.copyOf(board.views().values())); }

    public EnvironmentView environment() { return view; }

    /** The newest plan of the whole fleet. */
    public Plan plan() { return locked(board::plan); }

    /** The newest that is known of AWS. */
    public Snapshot snapshot() { return locked(board::snapshot); }

    /** Those apps' slices of the plan for another fleet than the present one, on readings of their own; writes nothing. */
    public Plan planFor(Fleet fleet, Set<String> apps) {
        Facts images = Facts.NONE;
        for (String app : apps) {
            Scope scope = new Scope(fleet, Optional.of(app), true);
            Instant begun = now();
            Sweep sweep = cloud.observe(scope);
            images = images.and(new Facts(sweep.snapshot().facts().digests(), List.of(), List.of()))
                    .and(Facts.ofSecrets(sweep.snapshot().facts().secrets()));
            takeIn(() -> board.read(scope, sweep, begun, setting.timing()));
        }
        Facts known = images;
        return locked(() -> board.planFor(fleet, apps, known));
    }

    /** Does what is due; for who drives the loop with a clock and threads of his own. @return when to come back at the latest */
    public Instant turn() {
        return locked(() -> {
            Instant now = now();
            Optional<Roster> roster = monitor.isClosed() ? Optional.empty() : source.now();
            if (roster.isEmpty()) return now.plus(UNLISTED);
            board.know(roster.get());
            board.works().forEach((app, work) -> Optional.ofNullable(asked.get(app)).ifPresent(work::request));
            asked.clear();
            Fleet fleet = roster.get().fleet();
            if (outdated) replan(roster.get(), now);
            if (!sweeping && !now.isBefore(nextSweep)) sweep(fleet, now);
            if (!sweepingSlowly && swept && !now.isBefore(nextSlow)) sweepSlowly(fleet, now);
            if (swept) look(fleet, now);
            return nextTurn(now);
        });
    }

    private void sweep(Fleet fleet, Instant now) {
        sweeping = true;
        nextSweep = now.plus(setting.timing().sweep());
        read(new Scope(fleet, Optional.empty(), false), now, () -> sweeping = false);
    }

    private void sweepSlowly(Fleet fleet, Instant now) {
        sweepingSlowly = true;
        nextSlow = now.plus(setting.timing().slow());
        board.works().values().forEach(AppWork::forgetFinalFailures);
        read(new Scope(fleet, Optional.empty(), true), now, () -> sweepingSlowly = false);
    }

    /** A few apps are looked at one by one. While many are on their way they wait for one sweep, or their looks would take its place. */
    private void look(Fleet fleet, Instant now) {
        var wanted = board.works().entrySet().stream().filter(work -> work.getValue().wantsLook(now)).toList();
        if (wanted.isEmpty()) return;
        if (wanted.size() + board.works().values().stream().filter(AppWork::isBusy).count() > SLICES) {
            if (!sweeping) sweep(fleet, now);
            return;
        }
        for (var work : wanted) {
            work.getValue().lookBegins();
            read(new Scope(fleet, Optional.of(work.getKey().name()), true), now, work.getValue()::lookEnds);
        }
    }

    private void read(Scope scope, Instant begun, Runnable ended) {
        run(() -> {
            Sweep read = cloud.observe(scope);
            takeIn(() -> {
                ended.run();
                board.read(scope, read, begun, setting.timing());
                Sweep sweep = read.missing(board.unplanned());
                setting.listener().read(environment, scope, sweep, Duration.between(begun, now()));
                if (scope.app().isEmpty()) {
                    swept = true;
                    view = view.after(scope.fleet().members().size(), sweep, begun);
                    setting.listener().environmentChanged(environment);
                }
            });
        });
    }

    /** What came back; the next turn plans on it. */
    private void takeIn(Runnable answer) {
        locked(() -> {
            answer.run();
            return outdated = true;
        });
    }

    /** Once per turn, whatever has come back since the last one. */
    private void replan(Roster roster, Instant now) {
        outdated = false;
        Board.Todo todo = board.replan(roster, setting.timing(), now);
        setting.listener().planned(environment, board.plan());
        todo.tell(environment, setting.listener(), now);
        todo.fetchLog().forEach(this::fetchLog);
        todo.apply().forEach((app, slice) -> apply(app, slice, roster.fleet()));
    }

    private void apply(AppKey app, Plan slice, Fleet fleet) {
        Instant began = now();
        run(() -> {
            Map<ResourceId, Outcome> outcomes = cloud.apply(app, slice, fleet);
            takeIn(() -> {
                board.applied(app, slice, outcomes, setting.timing(), now());
                setting.listener().applied(environment, app, outcomes, Duration.between(began, now()));
            });
        });
    }

    /** Which images may be pulled here. It blocks while AWS is asked, and costs the loop nothing. */
    public Answer neededImages() {
        return cloud.neededImages();
    }

    private void fetchLog(AppKey app, Failing failing) {
        run(() -> {
            List<String> lines = cloud.lastLogLines(app, failing.task(), LOG_LINES);
            takeIn(() -> Optional.ofNullable(board.works().get(app)).ifPresent(work -> work.logged(failing, lines)));
        });
    }

    /** When something falls due; what waits for a reading under way is due when that comes back. */
    private Instant nextTurn(Instant now) {
        var due = new ArrayList<Instant>(sweeping ? List.of() : List.of(nextSweep));
        if (swept && !sweepingSlowly) due.add(nextSlow);
        board.works().values().forEach(work -> work.nextLook().filter(at -> at.isAfter(now)).ifPresent(due::add));
        return due.stream().min(Instant::compareTo).orElse(now.plus(setting.timing().sweep()));
    }

    private void run(Runnable work) { monitor.run(setting.executor(), work); }

    private Instant now() { return setting.clock().instant(); }

    private <T> T locked(Supplier<T> work) { return monitor.locked(work); }

    /** Begins nothing any more, and waits up to {@link #CLOSING} for what was begun. */
    @Override
    public void close() {
        if (!monitor.close(CLOSING))
            LOG.atWarn().addKeyValue("environment", environment).log("stopped in the middle of calls to AWS; the next start takes them up");
        cloud.close();
    }
}
