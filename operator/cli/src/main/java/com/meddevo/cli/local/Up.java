package com.meddevo.cli.local;

import com.meddevo.cli.kube.Apps;
import com.meddevo.cli.kube.KubeAccess;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings everything to life: platform, images, operator, apps. What runs already is left alone, so a second call mends a half-dead run. */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false, description = "Start Kubernetes, AWS, load balancer, operator and the apps on this machine. Stays until Ctrl-C.")
public final class Up implements Callable<Integer> {
    private static final Duration APPS_PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 300;
    /** For longer than the operator's reading of a rollout takes to reach a status. */
    private static final int SETTLED_POLLS = 6;

    @Option(names = {"-d", "--detach"}, description = "Return when everything is ready; ./meddevo down ends it.")
    private boolean detach;

    @Option(names = "--fresh", description = "Empty all state of earlier runs first.")
    private boolean fresh;

    @Option(names = "--no-apps", description = "Do not apply apps/*/app.yaml.")
    private boolean noApps;

    @Mixin
    private PortOptions ports = new PortOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var workspace = Workspace.ofLauncher();
        var out = spec.commandLine().getOut();
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new Refusal("local tasks need an address each (127.x.y.z), which only Linux gives without set-up, and this is "
                    + System.getProperty("os.name") + ". Run it in a Linux container or virtual machine.");
        }
        if (fresh) empty(workspace, out);
        var processes = new Processes(workspace);
        var before = LocalRun.read(workspace).filter(run -> run.platform().find().isPresent());
        if (before.isPresent() && before.get().operator().find().isPresent()) {
            out.println("It runs already." + builtSince(workspace));
            printAddresses(before.get(), out);
            return 0;
        }
        var stop = detach ? null : stopAtCtrlC(workspace, out);
        var run = start(workspace, processes, before.orElse(null), out);
        // Where the platform lived on, its apps are as somebody wants them now; app.yaml has no say in that.
        if (before.isEmpty() && !noApps) applyApps(workspace);
        boolean ready = awaitApps(workspace, run, out);
        out.println();
        printAddresses(run, out);
        if (detach) {
            out.println("  Stop it with      " + workspace.call("down"));
            out.flush();
            return ready ? 0 : 1;
        }
        out.println("  Ctrl-C stops everything.");
        out.flush();
        watch(run, workspace, out, stop);
        return 0;
    }

    private LocalRun start(Workspace workspace, Processes processes, LocalRun before, PrintWriter out) throws IOException {
        var chosen = before == null ? ports.checked() : before.ports();
        var urls = LocalRun.Urls.of(chosen);
        LocalRun.Started platform;
        if (before == null) {
            LocalRun.read(workspace).ifPresent(old -> old.operator().end(5));
            step(out, "images", new BuiltImages(workspace).push().size() + " pushed to the local registry");
            platform = processes.startPlatform(chosen);
        } else {
            platform = before.platform();
        }
        step(out, "platform", "Kubernetes " + urls.kubernetes() + ", AWS " + urls.aws() + ", load balancer " + urls.loadBalancer());
        var nothing = new LocalRun.Started(-1, 0);
        new LocalRun(urls, chosen, platform, nothing, workspace.kubeconfig().toString(), workspace.awsConfig().toString()).write(workspace);
        var operator = processes.startOperator(chosen);
        var run = new LocalRun(urls, chosen, platform, operator, workspace.kubeconfig().toString(), workspace.awsConfig().toString());
        run.write(workspace);
        processes.awaitOperator(run);
        step(out, "operator", "dashboard " + urls.dashboard());
        return run;
    }

    private static void applyApps(Workspace workspace) throws IOException {
        try (var kube = KubeAccess.of(workspace.kubeconfig())) {
            kube.apply(workspace.home().resolve("environment.yaml"));
            for (var built : new BuiltImages(workspace).push())
                kube.apply(built.file().toString(), built.app());
        }
    }

    /** Whoever changed a service and calls up again expects to meet the change. */
    private static String builtSince(Workspace workspace) throws IOException {
        var older = new ArrayList<String>();
        try (var kube = KubeAccess.of(workspace.kubeconfig())) {
            for (var built : new BuiltImages(workspace).push()) {
                if (kube.runsAnotherBuild(built.app())) older.add(built.name());
            }
        }
        return older.isEmpty()
                ? ""
                : " What was built since does not run yet (" + String.join(", ", older) + "): " + workspace.call("down") + " and "
                        + workspace.call("up") + " deploy it.";
    }

    /** @return whether all apps are ready; none at all are ready */
    private static boolean awaitApps(Workspace workspace, LocalRun run, PrintWriter out) throws InterruptedException {
        // What a status says of the time before is no news: it counts once this operator has read AWS, and then twice in a row.
        var started = Instant.ofEpochMilli(run.operator().startedAt());
        int settled = 0;
        try (var kube = KubeAccess.of(workspace.kubeconfig())) {
            String shown = "";
            long deadline = System.nanoTime() + APPS_PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                var apps = kube.apps();
                boolean read = apps.isEmpty() || kube.lastSweep().filter(started::isBefore).isPresent();
                String now = read ? Apps.line(apps) : "";
                if (!now.equals(shown) && !now.isEmpty()) step(out, "apps", now);
                shown = now;
                settled = read && apps.stream().allMatch(Apps.App::settled) ? settled + 1 : 0;
                if (settled > SETTLED_POLLS) return true;
                if (run.operator().find().isEmpty()) {
                    throw new Refusal("the operator ended: see " + workspace.logs().resolve("operator.log"));
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        out.println("  Not everything is ready after " + APPS_PATIENCE.toMinutes()
                + " minutes: " + workspace.call("get") + " and " + workspace.call("logs APP") + " tell why.");
        return false;
    }

    /** Until Ctrl-C, or until one of the processes ends by itself. */
    private static void watch(LocalRun run, Workspace workspace, PrintWriter out, CountDownLatch stop) throws InterruptedException {
        while (!stop.await(1, TimeUnit.SECONDS)) {
            if (run.platform().find().isEmpty()) {
                throw new Refusal("the platform ended by itself: see " + workspace.logs().resolve("platform.log"));
            }
            var current = LocalRun.read(workspace);
            if (current.isPresent() && current.get().operator().find().isEmpty()) {
                out.println("The operator ended: see " + workspace.logs().resolve("operator.log")
                        + ". The apps go on; " + workspace.call("up") + " starts it again.");
                out.flush();
                while (!stop.await(1, TimeUnit.SECONDS)) {
                    if (LocalRun.read(workspace).filter(now -> now.operator().find().isPresent()).isPresent()) break;
                }
            }
        }
    }

    private static CountDownLatch stopAtCtrlC(Workspace workspace, PrintWriter out) {
        var stop = new CountDownLatch(1);
        var stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!stopping.compareAndSet(false, true)) return;
            stop.countDown();
            LocalRun.read(workspace).ifPresent(run -> {
                out.println("\nStopping …");
                out.flush();
                try {
                    Down.stop(run, workspace);
                } catch (IOException e) {
                    out.println("could not forget the run: " + e.getMessage());
                }
                out.println("Stopped. State is kept in " + workspace.home() + ".");
                out.flush();
            });
        }, "stop"));
        return stop;
    }

    private static void empty(Workspace workspace, PrintWriter out) throws IOException {
        var run = LocalRun.read(workspace);
        if (run.isPresent()) Down.stop(run.get(), workspace);
        if (!Files.isDirectory(workspace.home())) return;
        try (var all = Files.walk(workspace.home())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(workspace.home()) && !keptWhenEmptied(workspace, path)) Files.delete(path);
            }
        }
        step(out, "fresh", "emptied " + workspace.home());
    }

    /** What belongs to the build rather than to the run: its log, and the archives that make starts quick. */
    private static boolean keptWhenEmptied(Workspace workspace, Path path) {
        Path inside = workspace.home().relativize(path);
        return inside.startsWith("cli.jsa") || inside.startsWith("cache") || inside.equals(Path.of("logs"))
                || inside.equals(Path.of("logs", "build.log"));
    }

    static void printAddresses(LocalRun run, PrintWriter out) {
        out.println("  Dashboard         " + run.urls().dashboard());
        out.println("  Load balancer     " + run.urls().loadBalancer());
        out.println("  AWS               export AWS_CONFIG_FILE=" + run.awsConfig());
        out.println("  Kubernetes        export KUBECONFIG=" + run.kubeconfig());
    }

    private static void step(PrintWriter out, String what, String told) {
        out.printf("  %-10s %s%n", what, told);
        out.flush();
    }
}
