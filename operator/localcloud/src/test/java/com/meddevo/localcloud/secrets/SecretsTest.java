package com.meddevo.localcloud.secrets;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsTest {

    private final Simulation simulation = Simulation.start();
    private final SecretsManagerClient secrets = simulation.account().client(SecretsManagerClient.class);

    private String create(String name, String value) {
        return secrets.createSecret(request -> request.name(name).secretString(value)).versionId();
    }

    @Test
    void a_secrets_arn_ends_with_six_characters_of_its_own_and_is_found_without_them() {
        create("db", "one");

        var described = secrets.describeSecret(request -> request.secretId("db"));

        assertThat(described.arn()).matches("arn:aws:secretsmanager:eu-central-1:000000000000:secret:db-[a-z0-9]{6}");
        var partial = described.arn().substring(0, described.arn().length() - 7);
        assertThat(secrets.getSecretValue(request -> request.secretId(partial)).secretString()).isEqualTo("one");
    }

    @Test
    void a_new_value_is_current_and_the_one_before_is_previous() {
        var first = create("db", "one");

        var second = secrets.putSecretValue(request -> request.secretId("db").secretString("two")).versionId();

        assertThat(secrets.describeSecret(request -> request.secretId("db")).versionIdsToStages())
                .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT")));
        assertThat(secrets.getSecretValue(request -> request.secretId("db").versionStage("AWSPREVIOUS")).secretString()).isEqualTo("one");
    }

    @Test
    void a_version_without_a_label_is_deprecated_and_can_still_be_read_by_its_id() {
        var first = create("db", "one");
        secrets.putSecretValue(request -> request.secretId("db").secretString("two"));
        secrets.putSecretValue(request -> request.secretId("db").secretString("three"));

        assertThat(secrets.listSecretVersionIds(request -> request.secretId("db")).versions()).hasSize(2);
        assertThat(secrets.listSecretVersionIds(request -> request.secretId("db").includeDeprecated(true)).versions()).hasSize(3);
        assertThat(secrets.getSecretValue(request -> request.secretId("db").versionId(first)).secretString()).isEqualTo("one");
    }

    @Test
    void a_label_moves_only_from_the_version_that_the_caller_names() {
        var first = create("db", "one");
        var second = secrets.putSecretValue(request -> request.secretId("db").secretString("two").versionStages("next")).versionId();

        assertThat(refused(() -> secrets.updateSecretVersionStage(request -> request.secretId("db").versionStage("AWSCURRENT")
                .moveToVersionId(second)))).startsWith("InvalidParameterException: The parameter RemoveFromVersionId can't be empty");
        secrets.updateSecretVersionStage(request -> request.secretId("db").versionStage("AWSCURRENT").moveToVersionId(second)
                .removeFromVersionId(first));

        assertThat(secrets.describeSecret(request -> request.secretId("db")).versionIdsToStages())
                .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT", "next")));
    }

    @Test
    void the_same_token_adds_one_version() {
        create("db", "one");
        var token = "0123456789abcdef0123456789abcdef";

        secrets.putSecretValue(request -> request.secretId("db").secretString("two").clientRequestToken(token));
        secrets.putSecretValue(request -> request.secretId("db").secretString("two").clientRequestToken(token));

        assertThat(secrets.listSecretVersionIds(request -> request.secretId("db")).versions()).hasSize(2);
        assertThat(refused(
                () -> secrets.putSecretValue(request -> request.secretId("db").secretString("three").clientRequestToken(token))))
                .startsWith("ResourceExistsException");
    }

    @Test
    @Tag("aws-19")
    void a_deleted_secrets_name_is_reserved_until_its_window_is_over() {
        create("db", "one");
        secrets.deleteSecret(request -> request.secretId("db").recoveryWindowInDays(7L));

        assertThat(refused(() -> create("db", "two"))).startsWith("InvalidRequestException").contains("already scheduled for deletion");
        assertThat(refused(() -> secrets.getSecretValue(request -> request.secretId("db")))).startsWith("InvalidRequestException")
                .contains("marked for deletion");
        assertThat(secrets.listSecrets().secretList()).isEmpty();
        simulation.advance(Duration.ofDays(8));

        create("db", "two");
        assertThat(secrets.getSecretValue(request -> request.secretId("db")).secretString()).isEqualTo("two");
    }

    @Test
    @Tag("aws-19")
    void a_restored_secret_is_what_it_was() {
        create("db", "one");
        secrets.deleteSecret(request -> request.secretId("db"));

        secrets.restoreSecret(request -> request.secretId("db"));
        simulation.advance(Duration.ofDays(40));

        assertThat(secrets.getSecretValue(request -> request.secretId("db")).secretString()).isEqualTo("one");
        assertThat(secrets.describeSecret(request -> request.secretId("db")).deletedDate()).isNull();
    }

    @Test
    void secrets_are_listed_by_the_beginnings_of_names_and_by_tags() {
        create("production/a", "1");
        create("production/b", "2");
        create("develop/a", "3");
        secrets.tagResource(request -> request.secretId("develop/a").tags(tag -> tag.key("team").value("docs")));

        assertThat(secrets.listSecrets(request -> request.filters(filter -> filter.key("name").values("production/"))).secretList())
                .extracting("name").containsExactlyInAnyOrder("production/a", "production/b");
        assertThat(secrets.listSecrets(request -> request.filters(filter -> filter.key("tag-key").values("team"))).secretList())
                .extracting("name").containsExactly("develop/a");
        assertThat(refused(() -> secrets.describeSecret(request -> request.secretId("none"))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
    }

    @Test
    void what_is_written_down_comes_back_with_its_versions_and_its_day() {
        create("db", "one");
        secrets.putSecretValue(request -> request.secretId("db").secretString("two"));
        create("gone", "x");
        secrets.deleteSecret(request -> request.secretId("gone").recoveryWindowInDays(10L));
        var saved = simulation.account().save();

        var later = Simulation.start();
        later.account().restore(saved);
        var restored = later.account().client(SecretsManagerClient.class);

        assertThat(restored.describeSecret(request -> request.secretId("db")))
                .isEqualTo(secrets.describeSecret(request -> request.secretId("db")));
        assertThat(restored.getSecretValue(request -> request.secretId("db")).secretString()).isEqualTo("two");
        later.advance(Duration.ofDays(11));
        assertThat(refused(() -> restored.describeSecret(request -> request.secretId("gone")))).startsWith("ResourceNotFoundException");
    }
}
