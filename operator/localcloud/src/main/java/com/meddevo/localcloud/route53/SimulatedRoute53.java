package com.meddevo.localcloud.route53;

import com.meddevo.localcloud.call.AwsService;
import software.amazon.awssdk.services.route53.Route53Client;

/** The simulated service. */
public final class SimulatedRoute53 implements Route53Client {
    @Override
    public String serviceName() { return AwsService.ROUTE53.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
