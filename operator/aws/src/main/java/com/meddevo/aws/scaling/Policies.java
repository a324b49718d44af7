package com.meddevo.aws.scaling;

import com.meddevo.aws.call.InParallel;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The scalable targets' policies as last read, by the targets' ARNs. A sweep reads only what it does not know or what a slow cycle asked to be
 * read anew, and of that only so many that the sweep stays within its budget; until then the last ones stand. Thread-safe.
 */
final class Policies {
    /** Per sweep: so many, and one for every fifty targets; so all of 3,000 within half an hour. */
    private static final int AT_LEAST = 4;
    private static final int ONE_IN = 50;

    private final ApplicationAutoScalingClient scaling;
    private final Map<String, List<ScalingPolicy>> known = new ConcurrentHashMap<>();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();

    Policies(ApplicationAutoScalingClient scaling) { this.scaling = scaling; }

    Optional<List<ScalingPolicy>> of(String targetArn) { return Optional.ofNullable(known.get(targetArn)); }

    void read(Collection<ScalableTarget> targets, Scope scope) {
        if (scope.slow()) targets.forEach(target -> stale.add(target.scalableTargetARN()));
        var open = targets.stream().filter(target -> isOpen(target.scalableTargetARN()))
                .sorted(Comparator.comparing((ScalableTarget target) -> known.containsKey(target.scalableTargetARN()))
                        .thenComparing(ScalableTarget::resourceId))
                .limit(AT_LEAST + targets.size() / ONE_IN).toList();
        var answers = InParallel.map(open, target -> scaling.describeScalingPoliciesPaginator(
                request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(target.resourceId())).scalingPolicies().stream()
                .toList());
        for (int i = 0; i < open.size(); i++) {
            known.put(open.get(i).scalableTargetARN(), answers.get(i));
            stale.remove(open.get(i).scalableTargetARN());
        }
    }

    private boolean isOpen(String arn) { return stale.contains(arn) || !known.containsKey(arn); }

    /** Something was written: the next reading asks again. */
    void forget(String targetArn) {
        known.remove(targetArn);
        stale.remove(targetArn);
    }
}
