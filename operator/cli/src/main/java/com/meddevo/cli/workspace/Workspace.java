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

    public Path runFile() { return home.resolve("run.json"); }

    public Path kubeconfig() { return home.resolve("kubeconfig"); }

    public Path awsConfig() { return home.resolve("aws-config"); }

    public Path registry() { return home.resolve("registry"); }

    public Path logs() { return home.resolve("logs"); }
}
