package com.meddevo.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.ServiceAlreadyExistsException;

class WireServerTest {

    private final Stage stage = Stage.set();
    private final WireServer server = WireServer.start(stage.account, 0);
    private final RealClients clients = new RealClients(server.endpoint());

    @AfterEach
    void stop() { server.close(); }

    @Test
    void a_service_lives_from_its_creation_to_its_end_over_the_wire() {
        var definition = stage.registered("web", "web:1");

        clients.ecs().createService(stage.service("web", definition, 1).build());
        stage.advance(Duration.ofSeconds(30));
        assertThat(clients.ecs().describeServices(request -> request.cluster("local").services("web")).services().getFirst())
                .isEqualTo(stage.described("web"));
        clients.ecs().deleteService(request -> request.cluster("local").service("web").force(true));
        stage.advance(Duration.ofSeconds(30));

        assertThat(stage.described("web").status()).isEqualTo("INACTIVE");
    }

    @Test
    void a_list_that_was_never_set_arrives_as_absent_and_an_empty_one_as_empty() {
        var definition = clients.ecs().registerTaskDefinition(stage.definition("web", "web:1").build()).taskDefinition();

        var container = definition.containerDefinitions().getFirst();
        assertThat(container.hasEnvironment()).isTrue();
        assertThat(container.environment()).isEmpty();
        assertThat(container.hasSecrets()).isFalse();
        assertThat(container.logConfiguration()).isNull();
        assertThat(LogConfiguration.builder().build().hasOptions()).isFalse();
    }

    @Test
    void a_refusal_carries_its_code_message_status_and_request_id() {
        assertThatThrownBy(() -> clients.ecs().describeServices(request -> request.cluster("local")))
                .isInstanceOfSatisfying(InvalidParameterException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Services cannot be empty.");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(refusal.requestId()).isNotBlank();
                });
    }

    @Test
    void a_duplicate_cloud_map_service_names_the_one_that_is_there() {
        var discovery = (ServiceDiscoveryClient) clients.client(AwsService.DISCOVERY);
        var first = discovery.createService(request -> request.name("render").namespaceId(stage.foundations.namespaceId())).service();

        assertThatThrownBy(() -> discovery.createService(request -> request.name("render").namespaceId(stage.foundations.namespaceId())))
                .isInstanceOfSatisfying(ServiceAlreadyExistsException.class,
                        refusal -> assertThat(refusal.serviceId()).isEqualTo(first.id()));
    }

    @Test
    void an_operation_that_nobody_wrote_is_answered_with_its_name() {
        assertThatThrownBy(() -> clients.ecs().runTask(request -> request.cluster("local").taskDefinition("web")))
                .isInstanceOfSatisfying(EcsException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(501);
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                    assertThat(refusal.awsErrorDetails().errorMessage()).contains("ecs:RunTask");
                });
    }

    @Test
    void a_throttled_call_arrives_as_throttling() {
        stage.account.faults().next("ListClusters", new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));

        assertThatThrownBy(() -> clients.ecs().listClusters())
                .isInstanceOfSatisfying(AwsServiceException.class, refusal -> assertThat(refusal.isThrottlingException()).isTrue());
    }

    @Test
    void a_lost_answer_arrives_as_a_broken_connection_and_the_call_was_carried_out() {
        stage.account.faults().next("CreateCluster", new Fault.Unanswered());

        assertThatThrownBy(() -> clients.ecs().createCluster(request -> request.clusterName("other")))
                .isInstanceOf(SdkClientException.class);

        assertThat(stage.ecs().listClusters().clusterArns()).anyMatch(arn -> arn.endsWith("/other"));
    }

    @Test
    void a_service_that_is_not_simulated_is_named() throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint()).header("Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260105/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.noBody()).build();

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("<Code>NotImplemented</Code>", "'s3'");
    }

    @Test
    void an_unsigned_request_is_understood_by_its_target() throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint()).header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters")
                .header("Content-Type", "application/x-amz-json-1.1").POST(HttpRequest.BodyPublishers.ofString("{}")).build();

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body()).isEqualTo("{\"clusterArns\":[\"%s\"]}".formatted(stage.foundations.clusterArn()));
    }

    @Test
    void a_body_of_the_wrong_type_is_refused_with_the_field() throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint()).header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.CreateService")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"desiredCount\":\"many\"}")).build();

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException", "desiredCount must be an integer");
    }

    @Test
    void a_web_page_is_refused_whatever_it_asks() throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint()).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://example.com")
                .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeTargetGroups&Version=2015-12-01")).build();

        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void another_host_name_is_refused() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: rebound.example.com\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void whoever_only_looks_is_told_what_it_is() throws Exception {
        var answer = send(HttpRequest.newBuilder(server.endpoint()).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("meddevo local cloud:").contains("ecs", "elasticloadbalancing");
    }

    @Test
    void it_listens_on_loopback_only() { assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1"); }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> WireServer.start(stage.account, taken.getLocalPort())).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort()).hasMessageContaining("another port");
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
