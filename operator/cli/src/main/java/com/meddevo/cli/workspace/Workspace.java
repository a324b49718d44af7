package com.meddevo.cli.workspace;

import java.nio.file.Path;

/**
 * The two folders that commands work in.
 *
 * @param root the checkout, where the jars and the apps' specs are
 * @param home all state of a local run, by default {@code .meddevo} in the checkout
 */
public record Workspace(Path root, Path home) {
    /** As the launcher script found them. */
    public static Workspace ofLauncher() {
        Path root = Path.of(System.getProperty("meddevo.root", ".")).toAbsolutePath().normalize();
        String home = System.getProperty("meddevo.home");
        return new Workspace(root, home == null ? root.resolve(".meddevo") : Path.of(home).toAbsolutePath().normalize());
    }

    /** How a person calls a command for this home, e.g. {@code ./meddevo down}; another home than the checkout's own must be named each time. */
    public String call(String command) {
        String launcher = "./meddevo " + command;
        return home.equals(root.resolve(".meddevo")) ? launcher : "MEDDEVO_HOME=" + home + " " + launcher;
    }

    /** Of the terminal, as the launcher script measured it; without an end where there is none, or one that does not say. */
    public static int columns() {
        int measured = Integer.getInteger("meddevo.columns", 0);
        return measured == 0 ? Integer.MAX_VALUE : Math.max(80, measured);
    }

    public Path runFile() { return home.resolve("run.json"); }

    public Path kubeconfig() { return home.resolve("kubeconfig"); }

    public Path awsConfig() { return home.resolve("aws-config"); }

    public Path registry() { return home.resolve("registry"); }

    public Path logs() { return home.resolve("logs"); }
}
