package com.meddevo.referee;

import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.wire.WireServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What boto3 found when it asked the local cloud and moto the same; {@code foreign.py} says how it tells.
 *
 * @param called operations by the names that IAM has for them
 * @param broken answers of the local cloud that boto3 could not read
 */
record ForeignClient(Set<String> called, List<Difference> differences, List<String> broken) {
    private static final Path PROGRAM = Path.of(System.getProperty("meddevo.root"), "operator/referee/src/test/python/foreign.py");

    /**
     * @param where the path of a field in the answer; {@code -} where one succeeds and the other refuses
     * @param local what the local cloud has there
     */
    record Difference(String operation, String where, String local, String moto) {
    }

    static ForeignClient ask() throws IOException, InterruptedException {
        Moto.forget();
        var simulation = Simulation.start();
        var on = simulation.account().foundations("local", 8080);
        simulation.images().push("web", "1.0.0", "web", simulation.account().timeline().now());
        var found = new ForeignClient(new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
        try (var server = WireServer.start(simulation.account(), 0)) {
            var process = new ProcessBuilder(System.getenv("MEDDEVO_PYTHON"), "-B", PROGRAM.toString(), server.endpoint().toString(),
                    json(on), Moto.address().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (var out = process.inputReader(); var in = process.outputWriter()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    String[] words = line.split("\t");
                    switch (words[0]) {
                        case "WAIT" -> {
                            simulation.advance(Duration.ofSeconds(Long.parseLong(words[1])));
                            in.write("moved\n");
                            in.flush();
                        }
                        case "CALLED" -> found.called.add(words[1]);
                        case "DIFFERENT" -> found.differences.add(new Difference(words[1], words[2], words[3], words[4]));
                        case "BROKEN" -> found.broken.add(words[1] + ": " + words[2]);
                        default -> throw new IllegalStateException(PROGRAM + " says " + line);
                    }
                }
            } finally {
                process.destroy();
            }
            if (process.waitFor() != 0) throw new IllegalStateException(PROGRAM + " broke off; its output says why");
        }
        return found;
    }

    private static String json(Foundations on) {
        return """
                {"vpc": "%s", "subnets": ["%s"], "group": "%s", "listener": "%s", "namespace": "%s", "zone": "%s",
                 "balancerName": "%s", "balancerZone": "%s", "files": "%s"}
                """.formatted(on.vpcId(), String.join("\", \"", on.subnetIds()), on.securityGroupId(), on.listenerArn(), on.namespaceId(),
                on.hostedZoneId(), on.loadBalancerDnsName(), on.loadBalancerHostedZoneId(), on.fileSystemId());
    }
}
