package com.meddevo.localcloud.parameters;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The simulated service. */
public final class SimulatedParameters implements SsmClient {
    @Override
    public String serviceName() { return AwsService.PARAMETERS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
