package com.meddevo.aws.scaling;

import com.meddevo.aws.call.OneByOne;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The scalable targets' policies, by the targets' ARNs. Thread-safe. */
final class Policies {
    /** Per sweep: so many, and one for every fifty targets; so all of 3,000 within half an hour. */
    private static final int AT_LEAST = 4;
    private static final int ONE_IN = 50;

    private final ApplicationAutoScalingClient scaling;
    private final OneByOne<List<ScalingPolicy>> known = new OneByOne<>();

    Policies(ApplicationAutoScalingClient scaling) { this.scaling = scaling; }

    Optional<List<ScalingPolicy>> of(String targetArn) { return known.of(targetArn); }

    void read(Collection<ScalableTarget> targets, Scope scope) {
        var byArn = targets.stream().collect(Collectors.toMap(ScalableTarget::scalableTargetARN, Function.identity()));
        known.read(byArn.keySet(), scope.slow(), AT_LEAST + targets.size() / ONE_IN,
                arn -> scaling.describeScalingPoliciesPaginator(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId(byArn.get(arn).resourceId())).scalingPolicies().stream().toList());
    }

    /** Runs what writes, whatever comes of it; the next reading asks again. */
    void changing(String targetArn, Runnable write) {
        try {
            write.run();
        } finally {
            known.written(targetArn);
        }
    }

    void forget(String targetArn) { known.written(targetArn); }
}
