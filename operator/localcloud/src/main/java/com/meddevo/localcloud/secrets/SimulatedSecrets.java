package com.meddevo.localcloud.secrets;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The simulated service. */
public final class SimulatedSecrets implements SecretsManagerClient {
    @Override
    public String serviceName() { return AwsService.SECRETS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
