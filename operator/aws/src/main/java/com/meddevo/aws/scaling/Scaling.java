package com.meddevo.aws.scaling;

import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What AWS scales an app's service by: the scalable target with its policies and schedules.
 *
 * @param min tasks at least; a schedule changes it too, so that what a schedule of the spec can set counts as wanted
 * @param max tasks at most; the same holds
 * @param policies target tracking, by the policy's name
 * @param schedules by the scheduled action's name
 * @param service whose tasks are counted
 * @param uses what must be there before and must not go before it: the rules that send the requests which are counted
 */
public record Scaling(ResourceId id,
        @OnDrift(value = Tier.AVAILABILITY, because = "fewer or more tasks may run than the spec allows") int min,
        @OnDrift(value = Tier.AVAILABILITY, because = "fewer or more tasks may run than the spec allows") int max, Suspended suspended,
        Map<String, Tracking> policies, Map<String, Schedule> schedules,
        ResourceId service, @Undeclared Set<ResourceId> uses) implements ResourceState {
    public Scaling {
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        schedules = Collections.unmodifiableSortedMap(new TreeMap<>(schedules));
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
    }

    /** What does not happen for now: taking tasks away, adding tasks, following schedules. */
    public record Suspended(boolean in, boolean out, boolean schedules) {
    }

    /**
     * A value that is kept by adding and taking away tasks.
     *
     * @param metric one of AWS's predefined metrics, e.g. {@code ECSServiceAverageCPUUtilization}
     * @param target percent, or requests per task and minute, in decimal digits
     * @param outCooldown seconds
     * @param inCooldown seconds
     * @param scaleIn whether it takes tasks away too
     * @param requests whose requests are counted; empty for other metrics
     */
    public record Tracking(String metric, String target, int outCooldown, int inCooldown, boolean scaleIn, Optional<Requests> requests) {
    }

    /** @param loadBalancer as AWS's resource labels name it: {@code app/<name>/<id>} */
    public record Requests(String loadBalancer, ResourceId targetGroup) {
    }

    /**
     * @param when as AWS writes it, e.g. {@code cron(0 7 ? * MON-FRI *)}
     * @param timezone a name of the IANA database
     * @param min empty to leave it
     * @param max empty to leave it
     */
    public record Schedule(String when, String timezone, Optional<Integer> min, Optional<Integer> max) {
    }

    Scaling within(int otherMin, int otherMax) {
        return new Scaling(id, otherMin, otherMax, suspended, policies, schedules, service, uses);
    }
}
