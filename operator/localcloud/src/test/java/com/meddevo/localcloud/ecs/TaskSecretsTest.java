package com.meddevo.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

class TaskSecretsTest {

    private final Stage stage = Stage.set();
    private final SecretsManagerClient secrets = stage.account.client(SecretsManagerClient.class);
    private final SsmClient parameters = stage.account.client(SsmClient.class);

    private void run(Secret... handed) {
        var container = ContainerDefinition.builder().name("app").image("web:1").secrets(handed).build();
        var arn = stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(container).build())
                .taskDefinition().taskDefinitionArn();
        stage.ecs().createService(stage.service("web", arn, 1).build());
        stage.advance(Duration.ofSeconds(20));
    }

    private static Secret secret(String name, String valueFrom) { return Secret.builder().name(name).valueFrom(valueFrom).build(); }

    private List<String> environment() {
        return stage.simulation.tasks().environments().stream().flatMap(one -> one.entrySet().stream())
                .map(entry -> entry.getKey() + "=" + entry.getValue()).sorted().toList();
    }

    @Test
    void a_task_gets_whole_secrets_keys_of_them_pinned_versions_and_parameters() {
        var first = secrets.createSecret(request -> request.name("db").secretString("{\"uri\": \"one\", \"port\": 1}"));
        secrets.putSecretValue(request -> request.secretId("db").secretString("{\"uri\": \"two\", \"port\": 2}"));
        parameters.putParameter(request -> request.name("/key").type("SecureString").value("k"));

        run(secret("WHOLE", first.arn()), secret("KEY", first.arn() + ":uri::"),
                secret("PINNED", first.arn() + ":port::" + first.versionId()),
                secret("STAGED", first.arn() + ":uri:AWSPREVIOUS:"),
                secret("PARAMETER", "arn:aws:ssm:eu-central-1:000000000000:parameter/key"));

        assertThat(environment()).containsExactly("KEY=two", "PARAMETER=k", "PINNED=1", "STAGED=one",
                "WHOLE={\"uri\": \"two\", \"port\": 2}");
    }

    @Test
    void no_value_stands_in_what_a_container_says_of_itself_or_in_what_ecs_shows() {
        var secret = secrets.createSecret(request -> request.name("db").secretString("open sesame"));

        run(secret("DB", secret.arn()));

        assertThat(environment()).containsExactly("DB=open sesame");
        assertThat(Stream.of(stage.described("web"), stage.ecs().describeTasks(
                request -> request.cluster("local").tasks(stage.tasks("web")))).map(Object::toString))
                .noneMatch(text -> text.contains("sesame"));
        assertThat(stage.simulation.tasks().launches().toString()).contains("DB").doesNotContain("sesame");
    }

    @Test
    @Tag("aws-19")
    void a_missing_secret_fails_the_task_and_not_the_call() {
        run(secret("DB", "arn:aws:secretsmanager:eu-central-1:000000000000:secret:none-abcdef"));

        assertThat(reasons()).isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).startsWith("ResourceInitializationError: unable to pull secrets")
                        .contains("secret:none-abcdef").contains("ResourceNotFoundException"));
    }

    @Test
    @Tag("aws-19")
    void so_does_a_key_that_the_secret_does_not_have_and_a_missing_parameter() {
        var secret = secrets.createSecret(request -> request.name("db").secretString("{}"));
        run(secret("DB", secret.arn() + ":uri::"));
        assertThat(reasons()).first().asString().contains("did not contain json key uri");

        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));
        stage.advance(Duration.ofHours(3));
        run(secret("P", "arn:aws:ssm:eu-central-1:000000000000:parameter/none"));

        assertThat(reasons()).first().asString().contains("from ssm").contains("ParameterNotFound");
    }

    private List<String> reasons() {
        var stopped = stage.ecs().listTasks(request -> request.cluster("local").desiredStatus(DesiredStatus.STOPPED)).taskArns();
        return stage.ecs().describeTasks(request -> request.cluster("local").tasks(stopped)).tasks().stream()
                .map(task -> task.stoppedReason())
                .toList();
    }
}
