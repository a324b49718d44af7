package com.meddevo.localcloud.sts;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;

class StsTest {

    private final StsClient sts = Simulation.start().account().sts();

    @Test
    void the_caller_belongs_to_the_account() { assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000"); }

    @Test
    void a_role_is_taken_on_for_an_hour_under_a_name() {
        var answer = sts.assumeRole(
                request -> request.roleArn("arn:aws:iam::111122223333:role/operator/meddevo").roleSessionName("meddevo-operator-local"));

        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/meddevo/meddevo-operator-local");
        assertThat(answer.credentials().expiration()).isEqualTo(Simulation.START.plus(Duration.ofHours(1)));
        assertThat(refused(() -> sts.assumeRole(request -> request.roleArn("meddevo").roleSessionName("x")))).startsWith("ValidationError");
    }
}
