package com.meddevo.cli.adopt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.parse.AppParser;
import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.adopt.NotAdoptable;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.cli.kube.KubeAccess;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Environment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes the spec of a service that runs already, and makes its resources the operator's by tags, with the caller's own credentials. Exits with 0 when
 * the spec's first plan is empty, 2 when it is not, 1 when the service cannot become an app.
 */
@Command(name = "adopt", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Write the app.yaml of an ECS service that runs already, and tag what belongs to it as the operator's.",
        "Nothing but tags is written. Credentials are the caller's own, as the AWS CLI finds them.",
        "Exit code 0: the first plan is empty; 2: it has changes, which are listed; 1: the service cannot become an app; 64: the call is wrong."})
public final class Adopt implements Callable<Integer> {
    private static final int CHANGES = 2;
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Parameters(paramLabel = "CLUSTER/SERVICE", description = "The service, whose name the app gets.")
    private String service;

    @Option(names = {"-e",
            "--environment"}, paramLabel = "NAME", defaultValue = "local", description = "The environment that the app is to belong to (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Option(names = {"-f",
            "--filename"}, paramLabel = "FILE", description = "The environment's file (default: as the Kubernetes API has it, that KUBECONFIG names or ./meddevo up started).")
    private Path file;

    @Option(names = {"-n",
            "--namespace"}, paramLabel = "NAME", description = "The app's namespace (default: the first one of the environment's).")
    private String namespace;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", defaultValue = "app.yaml", description = "Where to write the spec; a file that is there is not overwritten (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Where AWS answers (default: for the environment local what ./meddevo up started, else AWS itself).")
    private URI endpoint;

    @Option(names = "--dry-run", description = "Print the spec; write no file and no tags.")
    private boolean dry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String[] names = service.split("/", -1);
        if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty())
            throw new Refusal("\"" + service + "\" names no service: write CLUSTER/SERVICE, e.g. production/techdoc");
        if (!dry && Files.exists(output)) throw new Refusal(output + " is there already: name another file with -o, or move it away");
        Terms terms = terms();
        if (!terms.environment().cluster().equals(names[0]))
            throw new Refusal("environment " + environment + " is the cluster " + terms.environment().cluster() + ", not " + names[0]
                    + ": name that cluster's environment with -e");
        var key = new AppKey(namespace == null ? terms.environment().namespaces().getFirst() : namespace, names[1]);
        try (var aws = new AwsEnvironment(asCaller(terms.environment()), clients(terms.environment()), Clock.systemUTC())) {
            return adopt(new Adoption(aws, terms), key);
        } catch (NotAdoptable e) {
            throw new Refusal(service + " cannot be adopted: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (!AwsErrors.fromAws(e)) throw e;
            throw new Refusal("AWS refused: " + AwsErrors.sentence(e), e);
        }
    }

    private int adopt(Adoption adoption, AppKey key) throws IOException {
        var out = spec.commandLine().getOut();
        var found = adoption.find(key);
        ObjectNode document = SpecYaml.of(found.app(), environment);
        var parsed = AppParser.parse(JSON.convertValue(document, MeddevoApp.class), adoption.terms(), Instant.now());
        if (!parsed.accepted())
            throw new Refusal(service + " cannot be adopted, since its spec would be refused: "
                    + parsed.errors().stream().map(Object::toString).collect(Collectors.joining("; ")));
        if (dry) {
            out.print(SpecYaml.file(document, service, found.unsaid(), List.of()));
            out.flush();
            return 0;
        }
        List<String> differences = adoption.adopt(found, parsed.member());
        Files.writeString(output, SpecYaml.file(document, service, found.unsaid(), differences));
        found.resources().forEach((id, arn) -> out.println("tagged " + id + "  " + arn));
        found.unsaid().forEach(line -> out.println("! cannot be said: " + line));
        differences.forEach(line -> out.println("~ " + line));
        out.println("Wrote " + output + "; its first plan "
                + (differences.isEmpty() ? "is empty" : "changes what is listed above") + ". Next: ./meddevo apply -f " + output);
        return differences.isEmpty() ? 0 : CHANGES;
    }

    private Terms terms() {
        MeddevoEnvironment manifest;
        if (file == null) {
            try (var kube = KubeAccess.ofEnvironment(Workspace.ofLauncher().kubeconfig())) {
                manifest = JSON.unmarshal(kube.environment(environment), MeddevoEnvironment.class);
            }
        } else {
            manifest = Manifests.read(file).stream().filter(document -> document.path("kind").asText().equals("MeddevoEnvironment")
                    && document.at("/metadata/name").asText().equals(environment)).findFirst()
                    .map(document -> JSON.convertValue(document, MeddevoEnvironment.class))
                    .orElseThrow(() -> new Refusal(file + " has no environment \"" + environment + "\""));
        }
        return EnvironmentParser.parse(manifest).terms()
                .orElseThrow(() -> new Refusal("the environment \"" + environment + "\" cannot be used: ./meddevo validate tells why"));
    }

    /** The operator's role is the operator's: whoever adopts does so under a name of their own. */
    private static Environment asCaller(Environment environment) {
        var account = environment.account();
        return environment.but().account(new Environment.Account(account.id(), account.region(), Optional.empty(), Optional.empty()))
                .build();
    }

    private AwsClients clients(Environment of) throws IOException {
        Path run = Workspace.ofLauncher().runFile();
        Optional<URI> local = environment.equals("local") && Files.exists(run)
                ? Optional.of(URI.create(new ObjectMapper().readTree(run.toFile()).at("/urls/aws").asText()))
                : Optional.empty();
        return AwsClients.connect(asCaller(of), Optional.ofNullable(endpoint).or(() -> local));
    }
}
