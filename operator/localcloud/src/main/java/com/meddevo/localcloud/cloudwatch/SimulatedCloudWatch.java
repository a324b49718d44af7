package com.meddevo.localcloud.cloudwatch;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The simulated service. */
public final class SimulatedCloudWatch implements CloudWatchClient {
    @Override
    public String serviceName() { return AwsService.CLOUDWATCH.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
