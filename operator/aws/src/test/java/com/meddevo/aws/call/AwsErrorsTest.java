package com.meddevo.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;

class AwsErrorsTest {
    private static final ResourceId ID = new ResourceId("service", "techdoc", "main");

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException"})
    void whoever_asks_too_much_waits(String code) {
        assertThat(AwsErrors.outcome(ID, error(code, "Rate exceeded", 400))).isInstanceOf(Outcome.Waiting.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"InvalidParameterException | Unable to Start a service that is still Draining.",
            "InvalidParameterException | The target group arn:x does not have an associated load balancer.",
            "InvalidParameterException | Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
            "InvalidParameterException | The service cannot be stopped while deployments are active.",
            "ResourceInUse | Target group is currently in use by a listener or a rule"})
    void what_comes_with_time_is_waited_for(String code, String message) {
        assertThat(AwsErrors.outcome(ID, error(code, message, 400))).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void a_missing_permission_is_named_and_not_tried_again() {
        var error = error("AccessDeniedException", "User: arn:aws:sts::1:assumed-role/x is not authorized to perform: ecs:CreateService on "
                + "resource: arn:aws:ecs:eu-central-1:1:service/c/techdoc", 400);

        assertThat(AwsErrors.outcome(ID, error)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.awsCode()).isEqualTo("AccessDeniedException");
            assertThat(failed.message()).contains("the IAM action ecs:CreateService is missing").contains("operator's role");
            assertThat(failed.retry()).isFalse();
        });
    }

    @Test
    void an_answer_that_never_came_and_a_fault_of_aws_are_tried_again() {
        assertThat(AwsErrors.outcome(ID, SdkClientException.create("connection reset"))).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.retry()).isTrue());
        assertThat(AwsErrors.outcome(ID, error("ServerException", "Service Unavailable", 503))).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.retry()).isTrue());
    }

    @Test
    void whatever_nobody_named_is_the_caller_s_mistake() {
        assertThat(AwsErrors.outcome(ID, error("InvalidParameterException", "No Fargate configuration exists for given values.", 400)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.retry()).isFalse();
                    assertThat(failed.message()).startsWith("service/techdoc/main: ").contains("No Fargate configuration");
                });
    }

    private static EcsException error(String code, String message, int status) {
        return (EcsException) EcsException.builder().statusCode(status).message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build();
    }
}
