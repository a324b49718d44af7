package com.meddevo.aws.adopt;

import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a spec says of the tasks that run. */
final class RunningTask {
    private static final Pattern REFERENCE = Pattern
            .compile("(?<repository>[^@]+?)(:(?<tag>[\\w][\\w.-]*))?(@(?<digest>sha256:[0-9a-f]{64}))?");
    private static final Pattern SECRET = Pattern
            .compile("arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(?<name>.+)-\\w{6}(:(?<key>[^:]*):(?<stage>[^:]*):[^:]*)?");
    private static final Pattern PARAMETER = Pattern.compile("(arn:[^:]+:ssm:[^:]*:[^:]*:parameter)?(?<name>/.+)");
    private static final Pattern WITHOUT_COMPONENT = Pattern.compile("containerDefinitions\\[\\d+]\\.(secrets\\[\\d+]\\.(name|valueFrom))");

    private static final Pattern SIDECAR = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private static final Pattern VOLUME = Pattern.compile("(volumes\\[\\d+]\\.)name");

    private final Environment environment;
    private final TaskDefinition definition;
    private final String main;
    private final RunningFiles.Folders folders;

    /** @param main the container that is the app */
    RunningTask(Environment environment, TaskDefinition definition, String main, RunningFiles.Folders folders) {
        this.environment = environment;
        this.definition = definition;
        this.main = main;
        this.folders = folders;
    }

    /**
     * The container that is the app.
     *
     * @param names of all of them
     * @param registered the one that the load balancer sends requests to, if there is one
     * @throws NotAdoptable if it cannot be told
     */
    static String main(String app, List<String> names, Optional<String> registered) {
        return registered.or(() -> names.stream().filter(app::equals).findFirst())
                .or(() -> names.stream().filter(name -> names.size() == 1).findFirst())
                .orElseThrow(() -> new NotAdoptable("it cannot be told which of the containers " + String.join(", ", names) + " of " + app
                        + " is the app: name that one " + app));
    }

    private TaskDefinition.Container container() { return definition.containers().get(main); }

    /** @throws NotAdoptable for an image of another registry */
    AppSpec.Image image() {
        String prefix = environment.registry().isEmpty() ? "" : environment.registry() + "/";
        String image = container().image();
        var parts = REFERENCE.matcher(image.startsWith(prefix) ? image.substring(prefix.length()) : "");
        if (!parts.matches())
            throw new NotAdoptable("it runs " + image + ", and environment " + environment.name() + " takes images from "
                    + environment.registry() + ": push it there and let the service run it from there first");
        var digest = Optional.ofNullable(parts.group("digest"));
        var tag = Optional.ofNullable(parts.group("tag")).or(() -> digest.isPresent() ? Optional.empty() : Optional.of("latest"));
        return new AppSpec.Image(parts.group("repository"), tag, digest);
    }

    /** @param secrets as ECS has them: by container, what they are read from, by the variable */
    AppSpec.Task task(Map<String, Map<String, String>> secrets) {
        return AppSpec.Task.of(definition.size().cpu(), definition.size().memory()).architecture(definition.size().architecture())
                .role(definition.roles().task()).executionRole(definition.roles().execution()).environment(container().environment())
                .secrets(known(secrets.getOrDefault(main, Map.of()))).command(container().command())
                .healthCheck(container().healthCheck().map(RunningTask::check))
                .storageGiB(definition.size().storageGiB()).readOnlyRoot(container().readOnlyRoot())
                .stopTimeout(Duration.ofSeconds(container().stopSeconds())).files(folders.areas())
                .sidecars(sidecars().map(name -> sidecar(name, secrets.getOrDefault(name, Map.of()))).toList())
                .dependsOn(waits(container())).build();
    }

    /** Those that a spec can name. */
    private Stream<String> sidecars() {
        return definition.containers().keySet().stream().filter(name -> !name.equals(main) && SIDECAR.matcher(name).matches());
    }

    private Sidecar sidecar(String name, Map<String, String> secrets) {
        var one = definition.containers().get(name);
        return new Sidecar(name, one.image(), one.essential(), one.command(), one.environment(), known(secrets),
                one.healthCheck().map(RunningTask::check), Duration.ofSeconds(one.stopSeconds()), one.readOnlyRoot(), waits(one));
    }

    /** Whom a container waits for among the sidecars. */
    private Map<String, Sidecar.Condition> waits(TaskDefinition.Container container) {
        var waits = new TreeMap<String, Sidecar.Condition>();
        var known = sidecars().toList();
        container.company().map(TaskDefinition.Company::dependsOn).orElse(Map.of()).forEach((name, condition) -> {
            if (known.contains(name)) waits.put(name, Sidecar.Condition.valueOf(condition));
        });
        return waits;
    }

    Optional<Integer> port() { return container().ports().stream().findFirst(); }

    private static AppSpec.ContainerHealthCheck check(TaskDefinition.HealthCheck check) {
        return new AppSpec.ContainerHealthCheck(check.command(), Duration.ofSeconds(check.interval()), Duration.ofSeconds(check.timeout()),
                check.retries(), Duration.ofSeconds(check.startPeriod()));
    }

    private static Map<String, Secret> known(Map<String, String> secrets) {
        var known = new TreeMap<String, Secret>();
        secrets.forEach((variable, from) -> secret(from).ifPresent(secret -> known.put(variable, secret)));
        return known;
    }

    private static Optional<Secret> secret(String from) {
        var entry = SECRET.matcher(from);
        if (entry.matches())
            return Optional.of(new Secret.SecretsManagerEntry(entry.group("name"), said(entry.group("key")),
                    said(entry.group("stage")).orElse(Secret.CURRENT)));
        var parameter = PARAMETER.matcher(from);
        return parameter.matches() ? Optional.of(new Secret.Parameter(parameter.group("name"))) : Optional.empty();
    }

    private static Optional<String> said(String part) { return Optional.ofNullable(part).filter(text -> !text.isEmpty()); }

    /** What no spec can say of the tasks. */
    List<String> unsaid(Map<String, Map<String, String>> secrets) {
        var unsaid = new ArrayList<String>();
        var sidecars = sidecars().toList();
        definition.containers().forEach((name, container) -> {
            String whose = name.equals(main) ? "" : " of the container " + name;
            int sayable = name.equals(main) ? 1 : 0;
            if (!name.equals(main) && !sidecars.contains(name)) {
                unsaid.add("the container " + name + " beside " + main + ", whose name no sidecar can have");
                return;
            }
            if (container.ports().size() > sayable)
                unsaid.add("the ports " + container.ports().subList(sayable, container.ports().size())
                        + (sayable == 1 ? " besides " + container.ports().getFirst() : whose));
            container.mounts().keySet().stream().filter(path -> !said(path, name, container))
                    .forEach(path -> unsaid.add("what is mounted at " + path + whose));
            container.company().ifPresent(company -> unsaid(company, whose, waits(container), unsaid));
            secrets.getOrDefault(name, Map.of()).forEach((variable, from) -> {
                if (secret(from).isEmpty()) unsaid.add("the secret " + variable + whose + " from " + from);
            });
        });
        unsaid.addAll(folders.unsaid());
        beyond().forEach((path, value) -> unsaid.add("the task definition's " + path + ": " + value));
        return unsaid;
    }

    /** Whether a spec says it, or the folders' own sentences tell why none can: a read-only root has an empty volume beside it. */
    private boolean said(String path, String name, TaskDefinition.Container container) {
        return name.equals(main) && (folders.mounted().containsKey(path)
                || container.readOnlyRoot() && path.equals("/tmp") && definition.scratch().contains(container.mounts().get(path).volume()));
    }

    private static void unsaid(TaskDefinition.Company company, String whose, Map<String, Sidecar.Condition> said, List<String> unsaid) {
        company.dependsOn().keySet().stream().filter(name -> !said.containsKey(name))
                .forEach(name -> unsaid.add("the wait" + whose + " for " + name));
        if (!company.labels().isEmpty()) unsaid.add("the Docker labels " + String.join(", ", company.labels().keySet()) + whose);
        if (!company.udpPorts().isEmpty()) unsaid.add("the UDP ports " + company.udpPorts() + whose);
        if (!company.router().isEmpty()) unsaid.add("that others send their logs through " + (whose.isEmpty() ? "it" : "it," + whose));
        if (company.forwarding().isPresent())
            unsaid.add("that the log" + whose + " goes through FireLens: say it as spec.datadog where it goes to Datadog");
    }

    private Map<String, String> beyond() {
        var beyond = new LinkedHashMap<>(definition.beyond());
        beyond.keySet().removeIf(path -> WITHOUT_COMPONENT.matcher(path).matches());
        definition.beyond().forEach((path, value) -> {
            var volume = VOLUME.matcher(path);
            if (volume.matches() && folders.mounted().containsValue(value))
                beyond.keySet().removeIf(one -> one.startsWith(volume.group(1)));
        });
        return beyond;
    }
}
