package com.meddevo.localcloud.ec2;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The simulated service. */
public final class SimulatedEc2 implements Ec2Client {
    @Override
    public String serviceName() { return AwsService.EC2.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
