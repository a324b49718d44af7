package com.meddevo.controller.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppSpec;
import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.meddevoappspec.Task;
import com.meddevo.controller.loop.Drift;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Member;
import com.meddevo.plan.ResourceId;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RostersTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Path EXAMPLES = Path.of(System.getProperty("meddevo.root"), "crds", "examples");

    private final ListingInMemory listing = new ListingInMemory();
    private final Rosters rosters = new Rosters(listing, () -> Instant.parse("2026-03-01T08:00:00Z"));

    @Test
    void while_not_everything_is_listed_there_is_no_roster() throws IOException {
        listing.environments.add(environment());
        listing.complete = false;

        assertThat(rosters.of("production")).isEmpty();
    }

    @Test
    void an_environment_that_does_not_exist_has_no_roster() { assertThat(rosters.of("production")).isEmpty(); }

    @Test
    void an_app_of_an_allowed_namespace_is_wanted() throws IOException {
        listing.environments.add(environment());
        listing.apps.add(app("production", "techdoc", "2026-01-01T00:00:00Z"));

        assertThat(members()).singleElement().isInstanceOf(Member.Wanted.class);
        assertThat(rosters.admission(listing.apps.getFirst())).isEqualTo(new Admission.Accepted());
    }

    @Test
    void an_app_of_a_namespace_that_is_not_allowed_is_in_no_fleet_and_claims_no_name() throws IOException {
        listing.environments.add(environment());
        var stranger = app("elsewhere", "techdoc", "2025-01-01T00:00:00Z");
        listing.apps.add(stranger);
        listing.apps.add(app("production", "techdoc", "2026-01-01T00:00:00Z"));

        assertThat(members()).singleElement().isInstanceOfSatisfying(Member.Wanted.class,
                member -> assertThat(member.key()).isEqualTo(new AppKey("production", "techdoc")));
        assertThat(rosters.admission(stranger)).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("NamespaceNotAllowed");
            assertThat(refused.message()).contains("elsewhere").contains("production");
            assertThat(refused.unknown()).isTrue();
        });
    }

    @Test
    void a_spec_that_cannot_be_used_is_held_with_its_field() throws IOException {
        listing.environments.add(environment());
        var app = app("production", "techdoc", "2026-01-01T00:00:00Z");
        app.getSpec().getTask().setCpu(257);
        listing.apps.add(app);

        assertThat(members()).singleElement().isInstanceOf(Member.Held.class);
        assertThat(rosters.admission(app)).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("SpecInvalid");
            assertThat(refused.message()).contains("spec.task.cpu");
            assertThat(refused.unknown()).isFalse();
        });
    }

    @Test
    void a_spec_that_reading_breaks_on_is_held_and_keeps_no_other_from_being_read() throws IOException {
        listing.environments.add(environment());
        var broken = app("production", "broken", "2026-01-01T00:00:00Z");
        broken.setSpec(new MeddevoAppSpec() {
            @Override
            public Task getTask() { throw new IllegalStateException("nobody thought of that"); }
        });
        broken.getSpec().setEnvironment("production");
        listing.apps.add(broken);
        listing.apps.add(app("production", "techdoc", "2026-01-01T00:00:00Z"));

        assertThat(members()).extracting(member -> member.getClass().getSimpleName() + " " + member.key().name())
                .containsExactly("Held broken", "Wanted techdoc");
        assertThat(rosters.admission(broken)).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("SpecInvalid");
            assertThat(refused.message()).contains("a mistake of the operator").contains("nobody thought of that");
        });
    }

    @Test
    void of_two_apps_of_one_name_the_older_has_it() throws IOException {
        var both = environment();
        both.getSpec().setNamespaces(List.of("production", "second"));
        listing.environments.add(both);
        var younger = app("production", "techdoc", "2026-01-02T00:00:00Z");
        listing.apps.add(younger);
        listing.apps.add(app("second", "techdoc", "2026-01-01T00:00:00Z"));

        assertThat(rosters.admission(younger)).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("NameTaken");
            assertThat(refused.message()).contains("second/techdoc");
        });
    }

    @Test
    void an_edited_spec_is_read_anew() throws IOException {
        listing.environments.add(environment());
        var app = app("production", "techdoc", "2026-01-01T00:00:00Z");
        listing.apps.add(app);
        members();

        app.getSpec().getTask().setCpu(257);
        app.getMetadata().setGeneration(2L);

        assertThat(members()).singleElement().isInstanceOf(Member.Held.class);
    }

    @Test
    void what_a_status_says_of_earlier_applies_is_remembered() throws IOException {
        listing.environments.add(environment());
        var app = app("production", "techdoc", "2026-01-01T00:00:00Z");
        app.setStatus(YAML.unmarshal("""
                resources:
                - {kind: service, name: main, applied: 0123456789abcdef}
                - {kind: log-group, name: main}
                drift:
                - {resource: service/techdoc/main, field: replicas, since: "2026-02-01T00:00:00Z"}
                - {resource: nonsense, field: "*", since: whenever}
                """, MeddevoAppStatus.class));
        listing.apps.add(app);
        var service = new ResourceId("service", "techdoc", "main");

        var remembered = rosters.of("production").orElseThrow().remembered().apply(new AppKey("production", "techdoc"));

        assertThat(remembered.applied()).containsExactly(Map.entry(service, "0123456789abcdef"));
        assertThat(remembered.driftSince())
                .containsExactly(Map.entry(Drift.key(service, "replicas"), Instant.parse("2026-02-01T00:00:00Z")));
    }

    private List<Member> members() { return rosters.of("production").orElseThrow().fleet().members(); }

    private static MeddevoEnvironment environment() throws IOException {
        var environment = YAML.unmarshal(Files.readString(EXAMPLES.resolve("environment.yaml")), MeddevoEnvironment.class);
        environment.getMetadata().setName("production");
        environment.getMetadata().setUid("environment");
        environment.getMetadata().setGeneration(1L);
        environment.getSpec().setNamespaces(List.of("production"));
        environment.getSpec().setGuardrails(null);
        return environment;
    }

    private static MeddevoApp app(String namespace, String name, String created) throws IOException {
        var app = YAML.unmarshal(Files.readString(EXAMPLES.resolve("minimal.yaml")), MeddevoApp.class);
        app.getMetadata().setNamespace(namespace);
        app.getMetadata().setName(name);
        app.getMetadata().setUid(namespace + name);
        app.getMetadata().setGeneration(1L);
        app.getMetadata().setCreationTimestamp(created);
        app.getSpec().setEnvironment("production");
        return app;
    }
}
