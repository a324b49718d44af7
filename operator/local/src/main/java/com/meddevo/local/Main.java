package com.meddevo.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that {@code ./meddevo up} starts. Runs until SIGTERM; the file {@code platform.ready} says that every port answers. */
@Command(name = "meddevo-local", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--home", required = true)
    private Path home;

    @Option(names = "--kubernetes-port", required = true)
    private int kubernetesPort;

    @Option(names = "--aws-port", required = true)
    private int awsPort;

    @Option(names = "--load-balancer-port", required = true)
    private int loadBalancerPort;

    @Option(names = "--mongo-port", required = true)
    private int mongoPort;

    private Main() {}

    public static void main(String[] args) {
        int exit = new CommandLine(new Main()).setExecutionExceptionHandler((fault, command, parsed) -> {
            LoggerFactory.getLogger(Main.class).error("the platform cannot start: {}", fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }).execute(args);
        System.exit(exit);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path ready = home.resolve("platform.ready");
        var platform = LocalPlatform.start(new LocalPlatform.Options(home, kubernetesPort, awsPort, loadBalancerPort, mongoPort));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            platform.close();
            try {
                Files.deleteIfExists(ready);
            } catch (IOException e) {
                LoggerFactory.getLogger(Main.class).warn("a stale file is left behind file={} because={}", ready, e.getMessage());
            }
        }, "stop"));
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }
}
