package com.meddevo.localcloud.efs;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.efs.EfsClient;

/** The simulated service. */
public final class SimulatedEfs implements EfsClient {
    @Override
    public String serviceName() { return AwsService.EFS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
