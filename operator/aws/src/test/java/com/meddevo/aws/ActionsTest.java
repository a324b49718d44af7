package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.architecture.HouseRules;
import com.meddevo.aws.image.NeededImages;
import com.meddevo.aws.image.StoredImages;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Registry;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The IAM actions that the operator's two roles need: what the drivers declare, held against the calls that stand in the compiled code, and written to
 * {@code actions.json} beside the Terraform module whose policies must allow exactly these. {@code -Dgolden.write} writes the file anew, for a person to
 * read, to fit into a policy and to commit.
 */
class ActionsTest {
    private static final Path FILE = Path.of(System.getProperty("meddevo.root"), "infra/modules/operator-iam/actions.json");
    private static final Environment.Account NOWHERE = new Environment.Account("111122223333", "eu-central-1", Optional.empty(),
            Optional.empty());
    private static final Optional<URI> UNASKED = Optional.of(URI.create("http://127.0.0.1:9"));

    /** What AWS asks of the caller within another call; no code calls these. */
    private static final Map<String, String> WITHIN_ANOTHER_CALL = Map.of(
            "ec2:CreateTags", "CreateSecurityGroup and AuthorizeSecurityGroup* with tags",
            "iam:PassRole", "RegisterTaskDefinition with task and execution role, CreateService with the infrastructure role",
            "route53:GetHostedZone", "UpdateService of Cloud Map, which changes the records with the permissions of whoever calls it");
    /** The same, of the registry's role: a repository with a key of one's own gets its grants from whoever creates it (ECR, Encryption at rest). */
    private static final Map<String, String> WITHIN_ANOTHER_CALL_OF_THE_REGISTRY = Map.of(
            "kms:CreateGrant", "CreateRepository with a KMS key",
            "kms:DescribeKey", "CreateRepository with a KMS key");

    /** IAM's prefix where it is not the name by which the SDK finds the endpoint. */
    private static final Map<String, String> PREFIXES = Map.of("api.ecr", "ecr", "monitoring", "cloudwatch", "tagging", "tag");
    private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.aws");

    @Test
    void the_environment_declares_what_its_code_calls() {
        var declared = environment();
        declared.removeAll(WITHIN_ANOTHER_CALL.keySet());

        assertThat(called(origin -> !ofRegistry(origin))).isEqualTo(declared);
    }

    @Test
    void the_registry_declares_what_its_code_calls() { assertThat(called(ActionsTest::ofRegistry)).isEqualTo(registry()); }

    @Test
    void the_file_that_the_policies_are_held_against_names_exactly_these() throws IOException {
        var registry = registry();
        registry.addAll(WITHIN_ANOTHER_CALL_OF_THE_REGISTRY.keySet());
        var because = new TreeMap<>(WITHIN_ANOTHER_CALL);
        because.putAll(WITHIN_ANOTHER_CALL_OF_THE_REGISTRY);
        var actions = new LinkedHashMap<String, Object>();
        actions.put("environment", environmentWithinOtherCalls());
        actions.put("images", new TreeSet<>(NeededImages.actions()));
        actions.put("registry", registry);
        actions.put("withinAnotherCall", because);
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        String text = new ObjectMapper().writer(printer).writeValueAsString(actions) + "\n";

        if (System.getProperty("golden.write") != null) Files.writeString(FILE, text);

        assertThat(Files.readString(FILE)).as("written by -Dgolden.write; then fit the policies beside it").isEqualTo(text);
    }

    /** What the environment's role must have. */
    private static Set<String> environmentWithinOtherCalls() {
        var actions = environment();
        actions.addAll(WITHIN_ANOTHER_CALL.keySet());
        return actions;
    }

    private static Set<String> environment() {
        var nowhere = Environment.named("any", NOWHERE).build();
        try (var aws = new AwsEnvironment(nowhere, AwsClients.connect(nowhere, UNASKED), Clock.systemUTC())) {
            return new TreeSet<>(aws.actions());
        }
    }

    private static Set<String> registry() {
        var terms = new Registry.CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24));
        var settings = new Registry.Settings(true, true, List.of(), List.of(), Optional.empty());
        try (var aws = AwsRegistry.connect(new Registry("any", NOWHERE, "", settings, List.of("any"), terms), UNASKED, Clock.systemUTC())) {
            return new TreeSet<>(aws.actions());
        }
    }

    private static boolean ofRegistry(JavaClass origin) {
        return origin.getPackageName().equals("com.meddevo.aws.imagerepository")
                || origin.getFullName().startsWith(StoredImages.class.getName());
    }

    /** Every operation of an SDK client that some code calls or refers to; paginators are made of operations. */
    private static Set<String> called(Predicate<JavaClass> by) {
        var actions = new TreeSet<String>();
        MAIN.stream().filter(by).flatMap(ActionsTest::accesses).filter(access -> access.getTargetOwner().isAssignableTo(SdkClient.class))
                .forEach(access -> operation(access).ifPresent(actions::add));
        return actions;
    }

    private static Stream<? extends JavaAccess<?>> accesses(JavaClass origin) {
        return Stream.concat(origin.getMethodCallsFromSelf().stream(), origin.getMethodReferencesFromSelf().stream());
    }

    private static Optional<String> operation(JavaAccess<?> access) {
        String name = access.getName().replaceFirst("Paginator$", "");
        String operation = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Class<?> client = access.getTargetOwner().reflect();
        try {
            Class.forName(client.getPackageName() + ".model." + operation + "Request").asSubclass(SdkRequest.class);
            String service = (String) client.getField("SERVICE_METADATA_ID").get(null);
            return Optional.of(PREFIXES.getOrDefault(service, service) + ":" + operation);
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // close, serviceName and the like
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every SDK client says what its service is called", e);
        }
    }
}
