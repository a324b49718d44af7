package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;

/** The simulated service. */
public final class SimulatedScaling implements ApplicationAutoScalingClient {
    @Override
    public String serviceName() { return AwsService.SCALING.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
