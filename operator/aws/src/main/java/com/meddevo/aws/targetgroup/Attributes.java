package com.meddevo.aws.targetgroup;

import com.meddevo.aws.call.InParallel;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * The target groups' attributes as last read or written. AWS has no batch for them, so a sweep reads only what it does not know or what a slow cycle asked
 * to be read anew, and of that only so many that the sweep stays within its budget; until then the last values stand. Thread-safe.
 */
final class Attributes {
    private static final String DEREGISTRATION = "deregistration_delay.timeout_seconds";
    private static final int DEFAULT_DEREGISTRATION = 300;
    /** Per sweep: so many, or one for every ten groups if that is more. */
    private static final int AT_LEAST = 8;
    private static final int ONE_IN = 10;

    private final ElasticLoadBalancingV2Client elb;
    private final Map<String, TargetGroup.Attributes> known = new ConcurrentHashMap<>();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();

    Attributes(ElasticLoadBalancingV2Client elb) { this.elb = elb; }

    Optional<TargetGroup.Attributes> of(String arn) { return Optional.ofNullable(known.get(arn)); }

    /** @return whether it had to ask */
    boolean read(Collection<String> arns, Scope scope) {
        if (scope.slow()) stale.addAll(arns);
        var open = arns.stream().filter(arn -> stale.contains(arn) || !known.containsKey(arn))
                .sorted(Comparator.comparing((String arn) -> known.containsKey(arn)).thenComparing(Comparator.naturalOrder()))
                .limit(Math.max(AT_LEAST, arns.size() / ONE_IN)).toList();
        var answers = InParallel.map(open,
                arn -> declared(elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)).attributes()));
        for (int i = 0; i < open.size(); i++) {
            known.put(open.get(i), answers.get(i));
        }
        stale.removeAll(open);
        return !open.isEmpty();
    }

    void write(String arn, TargetGroup.Attributes desired) {
        var attribute = TargetGroupAttribute.builder().key(DEREGISTRATION).value(String.valueOf(desired.deregistrationSeconds())).build();
        known.put(arn, declared(
                elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn).attributes(attribute)).attributes()));
    }

    void forget(String arn) {
        known.remove(arn);
        stale.remove(arn);
    }

    private static TargetGroup.Attributes declared(List<TargetGroupAttribute> all) {
        return new TargetGroup.Attributes(all.stream().filter(attribute -> attribute.key().equals(DEREGISTRATION)).findFirst()
                .map(attribute -> Integer.parseInt(attribute.value())).orElse(DEFAULT_DEREGISTRATION));
    }
}
