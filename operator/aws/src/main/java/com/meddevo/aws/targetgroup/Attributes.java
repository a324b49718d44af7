package com.meddevo.aws.targetgroup;

import com.meddevo.aws.call.OneByOne;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The target groups' attributes, by the groups' ARNs. Thread-safe. */
final class Attributes {
    private static final String DEREGISTRATION = "deregistration_delay.timeout_seconds";
    private static final int DEFAULT_DEREGISTRATION = 300;
    /** Per sweep: so many, or one for every ten groups if that is more. */
    private static final int AT_LEAST = 8;
    private static final int ONE_IN = 10;

    private final ElasticLoadBalancingV2Client elb;
    private final OneByOne<TargetGroup.Attributes> known = new OneByOne<>();

    Attributes(ElasticLoadBalancingV2Client elb) { this.elb = elb; }

    Optional<TargetGroup.Attributes> of(String arn) { return known.of(arn); }

    /** @return whether it had to ask */
    boolean read(Collection<String> arns, Scope scope) {
        return known.read(arns, scope.slow(), Math.max(AT_LEAST, arns.size() / ONE_IN),
                arn -> declared(elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)).attributes()));
    }

    void write(String arn, TargetGroup.Attributes desired) {
        var attribute = TargetGroupAttribute.builder().key(DEREGISTRATION).value(String.valueOf(desired.deregistrationSeconds())).build();
        known.written(arn, declared(
                elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn).attributes(attribute)).attributes()));
    }

    void forget(String arn) { known.written(arn); }

    private static TargetGroup.Attributes declared(List<TargetGroupAttribute> all) {
        return new TargetGroup.Attributes(all.stream().filter(attribute -> attribute.key().equals(DEREGISTRATION)).findFirst()
                .map(attribute -> Integer.parseInt(attribute.value())).orElse(DEFAULT_DEREGISTRATION));
    }
}
