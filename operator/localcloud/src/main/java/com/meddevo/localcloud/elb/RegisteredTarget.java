package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.time.Scheduled;

/** One target of one target group: its condition, and the checks in a row that will change it. */
final class RegisteredTarget {

    private final Target target;
    private TargetCondition condition;
    private int successes;
    private int failures;
    private Scheduled next;
    private boolean left;

    RegisteredTarget(Target target, boolean used) {
        this.target = target;
        this.condition = used ? TargetCondition.REGISTERING : TargetCondition.UNUSED;
    }

    Target target() { return target; }

    TargetCondition condition() { return condition; }

    /** What happens next to this target, instead of what was planned before. */
    void next(Scheduled planned) {
        if (next != null) {
            next.cancel();
        }
        next = planned;
    }

    /** No check that is still under way counts any more. */
    void leave() {
        left = true;
        next(null);
    }

    boolean hasLeft() { return left; }

    void drain() { condition = TargetCondition.DRAINING; }

    /** Its group is used by a rule, or is not. Returns whether that changed its condition. */
    boolean used(boolean isUsed) {
        if (condition == TargetCondition.DRAINING || isUsed == (condition != TargetCondition.UNUSED)) {
            return false;
        }
        condition = isUsed ? TargetCondition.REGISTERING : TargetCondition.UNUSED;
        successes = 0;
        failures = 0;
        return true;
    }

    /** Counts one check. Returns whether it changed the condition. */
    boolean checked(boolean healthy, int healthyThreshold, int unhealthyThreshold) {
        var before = condition;
        if (before == TargetCondition.UNUSED) {
            return false;
        }
        successes = healthy ? successes + 1 : 0;
        failures = healthy ? 0 : failures + 1;
        var first = before == TargetCondition.REGISTERING || before == TargetCondition.CHECKING;
        if (successes >= (first ? 1 : healthyThreshold)) {
            condition = TargetCondition.HEALTHY;
        } else if (failures >= unhealthyThreshold) {
            condition = TargetCondition.UNHEALTHY;
        } else if (first) {
            condition = TargetCondition.CHECKING;
        }
        return condition != before;
    }
}
