package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.World.Transport;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Secret;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Plan;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets from the spec to the environment of a task: by name and version, and never by value. */
class SecretsTest {
    private static final Map<String, Secret> SECRETS = Map.of("MONGODB_URI",
            new Secret.SecretsManagerEntry("production/mongodb", Optional.of("uri"), Secret.CURRENT), "SIGNING_KEY",
            new Secret.Parameter("/production/key"));

    private static AppSpec app(World world) { return Specs.task(world.app("techdoc"), task -> task.but().secrets(SECRETS).build()); }

    private static SecretsManagerClient manager(World world) { return world.account.client(SecretsManagerClient.class); }

    private static SsmClient parameters(World world) { return world.account.client(SsmClient.class); }

    private static String mongodb(World world, String uri) {
        String text = "{\"uri\": \"" + uri + "\"}";
        return manager(world).listSecrets().secretList().isEmpty()
                ? manager(world).createSecret(request -> request.name("production/mongodb").secretString(text)).versionId()
                : manager(world).putSecretValue(request -> request.secretId("production/mongodb").secretString(text)).versionId();
    }

    private static void key(World world, String value) {
        parameters(world).putParameter(request -> request.name("/production/key").type("SecureString").value(value).overwrite(true));
    }

    @ParameterizedTest
    @EnumSource
    void tasks_start_with_the_values_and_the_operator_reads_back_what_it_asked_for(Transport transport) {
        try (var world = World.over(transport)) {
            mongodb(world, "mongodb://one");
            key(world, "k1");

            world.wants(app(world)).settle();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(world.simulation.tasks().environments()).hasSize(2)
                    .allSatisfy(environment -> assertThat(environment).containsEntry("MONGODB_URI", "mongodb://one")
                            .containsEntry("SIGNING_KEY", "k1"));
            assertThat(SnapshotJson.write(world.sweep().snapshot())).contains("production/mongodb").doesNotContain("mongodb://")
                    .doesNotContain("k1");
            assertThat(world.account.calls().calls()).extracting("operation").doesNotContain("GetSecretValue", "GetParameter",
                    "GetParameters");
        }
    }

    @Test
    void a_new_version_of_a_secret_replaces_the_tasks_and_the_plan_names_versions_alone() {
        try (var world = World.inProcess()) {
            String first = mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world)).settle();

            String second = mongodb(world, "mongodb://two");
            String plan = world.plan().text();
            world.settle();

            assertThat(plan).contains("create task-definition/techdoc/").contains(second).doesNotContain("mongodb://");
            assertThat(first).isNotEqualTo(second);
            assertThat(world.simulation.tasks().environments())
                    .allSatisfy(environment -> assertThat(environment).containsEntry("MONGODB_URI", "mongodb://two"));
        }
    }

    @Test
    void a_new_version_of_a_parameter_replaces_the_tasks() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world)).settle();

            key(world, "k2");
            world.settle();

            assertThat(world.simulation.tasks().environments())
                    .allSatisfy(environment -> assertThat(environment).containsEntry("SIGNING_KEY", "k2"));
        }
    }

    /** A crash after a rotation starts a task with the version that its siblings have. */
    @Test
    void all_tasks_of_a_revision_have_the_same_version_whenever_they_start() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world)).settle();

            mongodb(world, "mongodb://two");
            world.simulation.tasks().kill(world.simulation.tasks().running().iterator().next(), 1);
            world.rest();

            assertThat(world.simulation.tasks().environments()).hasSize(2)
                    .allSatisfy(environment -> assertThat(environment).containsEntry("MONGODB_URI", "mongodb://one"));
        }
    }

    @Test
    @Tag("aws-19")
    void a_secret_that_is_not_there_blocks_the_app_with_what_to_do_and_nothing_is_made_of_it() {
        try (var world = World.inProcess()) {
            key(world, "k1");
            world.wants(app(world));

            assertThat(world.plan().blocked()).anySatisfy(blocked -> {
                assertThat(blocked.by()).isEqualTo("secrets");
                assertThat(blocked.because()).contains("there is no secret production/mongodb").contains("create it")
                        .contains("spec.task.secrets");
            });
            assertThat(world.plan().applicable()).extracting(change -> change.id().kind()).doesNotContain("task-definition", "service");
        }
    }

    @Test
    @Tag("aws-19")
    void a_secret_that_is_scheduled_for_deletion_blocks_as_if_it_were_gone_and_stops_nothing() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world)).settle();

            manager(world).deleteSecret(request -> request.secretId("production/mongodb"));

            assertThat(world.plan().applicable()).isEmpty();
            assertThat(world.plan().blocked()).isNotEmpty().allSatisfy(blocked -> assertThat(blocked.because()).contains("restore it"));
            assertThat(world.simulation.tasks().running()).hasSize(2);
        }
    }

    @Test
    void secrets_that_cannot_be_read_leave_everything_as_it_is() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world)).settle();
            world.account.faults().always(call -> call.operation().equals("ListSecrets"),
                    new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));

            var sweep = world.sweep();

            assertThat(sweep.unread()).extracting("kind").contains("secrets");
            assertThat(world.plan(sweep).applicable()).isEmpty();
            assertThat(world.plan(sweep).notRead()).isNotEmpty();
        }
    }

    @Test
    void a_secret_that_is_refused_to_one_app_keeps_no_other_app_from_its_own() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            var locked = new Secret.SecretsManagerEntry("production/locked", Optional.empty(), Secret.CURRENT);
            world.wants(app(world), Specs.task(world.app("audit"), task -> task.but().secrets(Map.of("TOKEN", locked)).build()));
            world.account.faults().next("DescribeSecret", new Fault.Refused("AccessDeniedException", 400,
                    "User is not authorized to perform: secretsmanager:DescribeSecret on resource: production/locked"));

            var sweep = world.sweep();

            assertThat(sweep.readEveryKind()).isTrue();
            assertThat(sweep.unread()).singleElement().satisfies(unread -> {
                assertThat(unread.subject()).isEqualTo(locked.reference());
                assertThat(unread.cause()).contains("secretsmanager:DescribeSecret");
            });
            assertThat(world.plan(sweep).forApp("techdoc").applicable()).extracting(change -> change.id().kind())
                    .contains("task-definition", "service");
            assertThat(world.plan(sweep).forApp("audit").notRead()).extracting(Plan.NotRead::what).contains(locked.reference());
        }
    }

    @Test
    void parameters_that_cannot_be_read_keep_nobody_from_an_entry_of_secrets_manager() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            world.wants(app(world));
            world.account.faults().next("DescribeParameters", new Fault.Refused("InternalServerError", 500, "try again"));

            var sweep = world.sweep();

            assertThat(sweep.snapshot().facts().secrets()).containsOnlyKeys("secret production/mongodb");
            assertThat(sweep.unread()).extracting(Sweep.Unread::subject).containsExactly("parameter /production/key");
        }
    }

    @Test
    void all_secrets_of_a_fleet_are_read_in_a_few_calls() {
        try (var world = World.inProcess()) {
            mongodb(world, "mongodb://one");
            key(world, "k1");
            var apps = new AppSpec[30];
            for (int i = 0; i < apps.length; i++) {
                String name = "app" + i;
                parameters(world).putParameter(request -> request.name("/" + name).type("String").value("x"));
                manager(world).createSecret(request -> request.name(name).secretString("y"));
                apps[i] = Specs.task(world.app(name), task -> task.but().secrets(Map.of("P", new Secret.Parameter("/" + name), "S",
                        new Secret.SecretsManagerEntry(name, Optional.empty(), Secret.CURRENT))).build());
            }
            world.wants(apps);
            world.account.calls().clear();

            world.sweep();

            assertThat(world.account.calls().calls())
                    .filteredOn(call -> call.service().equals("secretsmanager") || call.service().equals("ssm"))
                    .hasSize(2);
        }
    }
}
