package com.meddevo.aws.adopt;

import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a spec says of the tasks that run. */
final class RunningTask {
    private static final Pattern REFERENCE = Pattern
            .compile("(?<repository>[^@]+?)(:(?<tag>[\\w][\\w.-]*))?(@(?<digest>sha256:[0-9a-f]{64}))?");
    private static final Pattern SECRET = Pattern
            .compile("arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(?<name>.+)-\\w{6}(:(?<key>[^:]*):(?<stage>[^:]*):[^:]*)?");
    private static final Pattern PARAMETER = Pattern.compile("(arn:[^:]+:ssm:[^:]*:[^:]*:parameter)?(?<name>/.+)");
    private static final Pattern WITHOUT_COMPONENT = Pattern.compile("containerDefinitions\\[\\d+]\\.(secrets\\[\\d+]\\.(name|valueFrom))");

    private final Environment environment;
    private final TaskDefinition definition;
    private final String main;

    /**
     * @param registered the container that the load balancer sends requests to, if there is one
     * @throws NotAdoptable if it cannot be told which container is the app
     */
    RunningTask(Environment environment, TaskDefinition definition, Optional<String> registered) {
        this.environment = environment;
        this.definition = definition;
        var names = definition.containers().keySet();
        String app = definition.id().app();
        this.main = registered.or(() -> names.stream().filter(app::equals).findFirst())
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

    /** @param secrets as ECS has them: what they are read from, by the variable */
    AppSpec.Task task(Map<String, String> secrets) {
        return AppSpec.Task.of(definition.size().cpu(), definition.size().memory()).architecture(definition.size().architecture())
                .role(definition.roles().task()).executionRole(definition.roles().execution()).environment(container().environment())
                .secrets(known(secrets)).command(container().command()).healthCheck(container().healthCheck().map(RunningTask::check))
                .storageGiB(definition.size().storageGiB()).readOnlyRoot(container().readOnlyRoot())
                .stopTimeout(Duration.ofSeconds(container().stopSeconds())).build();
    }

    String mainContainer() { return main; }

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
    List<String> unsaid(Map<String, String> secrets) {
        var unsaid = new ArrayList<String>();
        definition.containers().keySet().stream().filter(name -> !name.equals(main))
                .forEach(name -> unsaid.add("the container " + name + " beside " + main));
        if (container().ports().size() > 1)
            unsaid.add("the ports " + container().ports().subList(1, container().ports().size())
                    + " besides " + container().ports().getFirst());
        if (!container().mounts().isEmpty())
            unsaid.add("what is mounted at " + String.join(", ", container().mounts().keySet())
                    + ": say it as spec.task.files where it is a shared folder");
        container().company().ifPresent(company -> unsaid(company, unsaid));
        secrets.forEach((variable, from) -> {
            if (secret(from).isEmpty()) unsaid.add("the secret " + variable + " from " + from);
        });
        beyond().forEach((path, value) -> unsaid.add("the task definition's " + path + ": " + value));
        return unsaid;
    }

    private static void unsaid(TaskDefinition.Company company, List<String> unsaid) {
        if (!company.dependsOn().isEmpty()) unsaid.add("that it waits for " + String.join(", ", company.dependsOn().keySet()));
        if (!company.labels().isEmpty()) unsaid.add("its Docker labels " + String.join(", ", company.labels().keySet()));
        if (!company.udpPorts().isEmpty()) unsaid.add("its UDP ports " + company.udpPorts());
        if (!company.router().isEmpty()) unsaid.add("that others send their logs through it");
        if (company.forwarding().isPresent())
            unsaid.add("that its log goes through FireLens: say it as spec.datadog where it goes to Datadog");
    }

    private Map<String, String> beyond() {
        var beyond = new LinkedHashMap<>(definition.beyond());
        beyond.keySet().removeIf(path -> WITHOUT_COMPONENT.matcher(path).matches());
        return beyond;
    }
}
