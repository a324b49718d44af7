package com.meddevo.local;

import com.meddevo.api.validation.BundledCrds;
import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.AccountFile;
import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.balancer.Balancer;
import com.meddevo.localcloud.balancer.HttpProbe;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.TaskLaunch;
import com.meddevo.localcloud.task.process.ProcessTasks;
import com.meddevo.localcloud.time.Timeline;
import com.meddevo.localcloud.wire.WireServer;
import com.meddevo.localkube.LocalKube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that an operator needs around it, running. What it keeps stands in one folder:
 *
 * <pre>
 * kube.state         objects of the Kubernetes API
 * cloud.json         the AWS account
 * mongo              data of all services
 * registry/          images
 * logs/, run/, tasks.json, cache/    tasks
 * kubeconfig         for kubectl
 * aws-config         for the AWS CLI and every SDK
 * environment.yaml   the environment to apply
 * </pre>
 */
final class LocalPlatform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPlatform.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private LocalPlatform() {}

    /**
     * Where the parts listen, on loopback.
     *
     * @param home the folder for state; made when it is missing
     */
    record Options(Path home, int kubernetesPort, int awsPort, int loadBalancerPort, int mongoPort) {
    }

    /** Starts all parts; when one cannot start, ends those that did. */
    static LocalPlatform start(Options options) throws IOException {
        var platform = new LocalPlatform();
        try {
            platform.bringUp(options);
            return platform;
        } catch (IOException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private void bringUp(Options options) throws IOException {
        Path home = Files.createDirectories(options.home());
        var kube = closing(LocalKube.start(home.resolve("kube.state"), options.kubernetesPort()));
        BundledCrds.definitions().forEach(definition -> kube.apply(definition.toString(), "meddevo"));
        Files.writeString(home.resolve("kubeconfig"), kube.kubeconfig());

        // Started in this order and ended in the reverse one: requests stop, then the scheduler, then the tasks, then what tasks need.
        var mongo = closing(MongoStandIn.start(home.resolve("mongo"), options.mongoPort()));
        var registry = new LocalRegistry(home.resolve("registry"));
        var names = closing(new TaskNames(home));
        var surroundings = new Surroundings(mongo);
        var tasks = closing(new ProcessTasks(home, registry, names, surroundings::of));
        int leftovers = tasks.endLeftovers();
        if (leftovers > 0) LOG.info("ended tasks that outlived an earlier platform processes={}", leftovers);
        var probes = closing(Executors.newVirtualThreadPerTaskExecutor());
        var probe = closing(new HttpProbe());
        var timeline = closing(Timeline.realTime());
        var account = new Account(new Account.Parts(timeline, tasks, probe, probes, registry, System.nanoTime()));
        names.follow(account.names());
        // Under the account's lock: what is restored starts its tasks when the lock is free, and by then the surroundings are known.
        var foundations = timeline.locked(() -> {
            closing(AccountFile.keep(account, home.resolve("cloud.json")));
            var found = account.foundations(LocalEnvironment.NAME, options.loadBalancerPort());
            surroundings.in(found);
            return found;
        });
        var balancer = closing(new Balancer(account.routing()));
        balancer.listen(foundations.listenerArn(), options.loadBalancerPort());
        closing(WireServer.start(account, options.awsPort()));
        Files.writeString(home.resolve("aws-config"), awsConfig(foundations.region(), options.awsPort()));
        Files.writeString(home.resolve("environment.yaml"), LocalEnvironment.yaml(foundations));
        LOG.info("up kubernetes={} aws={} loadBalancer={} mongo={} names={}", kube.port(), options.awsPort(), options.loadBalancerPort(),
                mongo.port(),
                names.describe());
    }

    /** What AWS_CONFIG_FILE may name: with it no command needs an endpoint, a region or credentials of its own. Any key does, so this one is no secret. */
    private static String awsConfig(String region, int port) { return """
            [default]
            region = %s
            endpoint_url = http://localhost:%d
            aws_access_key_id = local
            aws_secret_access_key = local
            """.formatted(region, port); }

    /** What the platform tells every task of its surroundings, as the task definition's environment does on AWS. */
    private static final class Surroundings {
        private final MongoStandIn mongo;
        private volatile String domain = "";

        Surroundings(MongoStandIn mongo) { this.mongo = mongo; }

        void in(Foundations foundations) { domain = foundations.namespaceName(); }

        Map<String, String> of(TaskLaunch launch) { return Map.of("MONGODB_URI", mongo.uri(launch.service()), "DISCOVERY_DOMAIN", domain); }
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    /** Ends the parts in the reverse order of their start; one that cannot end does not keep the others. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("could not end part={} because={}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
