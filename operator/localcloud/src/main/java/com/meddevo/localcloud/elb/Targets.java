package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.balancer.HealthProbe;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The registered targets of all target groups and their health. A target begins as initial, is healthy after its first successful check,
 * and then changes sides after as many checks in a row as the group's thresholds say; a group that no rule uses checks nothing and its
 * targets are unused. A deregistered target drains for the group's deregistration delay. Used inside the account's lock only; the probes
 * themselves run outside of it.
 */
public final class Targets {

    /** Time between the registration of a target and its first check. */
    private static final Duration FIRST_CHECK = Duration.ofSeconds(1);

    private final ElbState state;
    private final Timeline timeline;
    private final HealthProbe probe;
    private final Executor probes;
    private final Map<String, Map<Target, RegisteredTarget>> groups = new LinkedHashMap<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    /**
     * No targets yet.
     *
     * @param state  what there is
     * @param probe  asks a target
     * @param probes where it is asked: on a thread of its own if asking takes time
     */
    Targets(ElbState state, HealthProbe probe, Executor probes) {
        this.state = state;
        this.timeline = state.site().timeline();
        this.probe = probe;
        this.probes = probes;
    }

    /** Asks to be told, with the ARN of the target group, whenever a target of it changes its state, comes or is gone. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Whether there is such a target group. */
    public boolean exists(String targetGroupArn) {
        return state.targetGroups.get(targetGroupArn).isPresent();
    }

    /** Whether the group takes addresses as targets, as tasks with addresses of their own need it. */
    public boolean takesAddresses(String targetGroupArn) {
        return state.targetGroups.get(targetGroupArn).filter(group -> group.targetType() == TargetTypeEnum.IP).isPresent();
    }

    /** Whether some rule of a load balancer sends requests to the group. */
    public boolean isUsed(String targetGroupArn) {
        return state.loadBalancerUsing(targetGroupArn).isPresent();
    }

    /** Adds a target; one that drains comes back. */
    public void register(String targetGroupArn, Target target) {
        var targets = groups.computeIfAbsent(targetGroupArn, arn -> new LinkedHashMap<>());
        var present = targets.get(target);
        if (present != null && present.condition() != TargetCondition.DRAINING) {
            return;
        }
        if (present != null) {
            present.leave();
        }
        var registered = new RegisteredTarget(target, isUsed(targetGroupArn));
        targets.put(target, registered);
        registered.next(timeline.after(FIRST_CHECK, () -> check(targetGroupArn, registered)));
        changed(targetGroupArn);
    }

    /** Lets a target drain, and then removes it. */
    public void deregister(String targetGroupArn, Target target) {
        find(targetGroupArn, target).filter(registered -> registered.condition() != TargetCondition.DRAINING).ifPresent(registered -> {
            registered.leave();
            registered.drain();
            var delay = isUsed(targetGroupArn) ? deregistrationDelay(targetGroupArn) : Duration.ZERO;
            registered.next(timeline.after(delay, () -> remove(targetGroupArn, registered)));
            changed(targetGroupArn);
        });
    }

    /** How a target is; empty if it is not registered and has drained. */
    public Optional<TargetCondition> condition(String targetGroupArn, Target target) {
        return find(targetGroupArn, target).map(RegisteredTarget::condition);
    }

    Collection<RegisteredTarget> targets(String targetGroupArn) { return groups.getOrDefault(targetGroupArn, Map.of()).values(); }

    void forget(String targetGroupArn) {
        targets(targetGroupArn).forEach(RegisteredTarget::leave);
        groups.remove(targetGroupArn);
        changed(targetGroupArn);
    }

    /** A rule came, changed or went: groups may have become used or unused. */
    void routingChanged() {
        List.copyOf(groups.keySet()).forEach(arn -> {
            var used = isUsed(arn);
            if (targets(arn).stream().map(target -> target.used(used)).reduce(false, Boolean::logicalOr)) {
                changed(arn);
            }
        });
    }

    private Optional<RegisteredTarget> find(String targetGroupArn, Target target) {
        return Optional.ofNullable(groups.getOrDefault(targetGroupArn, Map.of()).get(target));
    }

    private void remove(String targetGroupArn, RegisteredTarget registered) {
        var targets = groups.get(targetGroupArn);
        if (targets != null && targets.remove(registered.target(), registered)) {
            changed(targetGroupArn);
        }
    }

    private Duration deregistrationDelay(String targetGroupArn) {
        return Duration.ofSeconds(Long.parseLong(state.attributesOf(targetGroupArn).get("deregistration_delay.timeout_seconds")));
    }

    private void check(String targetGroupArn, RegisteredTarget registered) {
        var group = state.targetGroups.get(targetGroupArn);
        if (group.isEmpty()) {
            return;
        }
        if (registered.condition() == TargetCondition.UNUSED || !group.get().healthCheckEnabled()) {
            checkAgain(group.get(), registered);
            return;
        }
        var asked = probed(group.get(), registered.target());
        var path = group.get().healthCheckPath();
        var timeout = Duration.ofSeconds(group.get().healthCheckTimeoutSeconds());
        var codes = group.get().matcher().httpCode();
        timeline.afterwards(() -> probes.execute(() -> {
            var healthy = probe.healthy(asked, path, timeout, codes);
            timeline.locked(() -> checked(targetGroupArn, registered, healthy));
        }));
    }

    private void checked(String targetGroupArn, RegisteredTarget registered, boolean healthy) {
        var group = state.targetGroups.get(targetGroupArn);
        if (group.isEmpty() || registered.hasLeft()) {
            return;
        }
        if (registered.checked(healthy, group.get().healthyThresholdCount(), group.get().unhealthyThresholdCount())) {
            changed(targetGroupArn);
        }
        if (!registered.hasLeft()) { // whoever was told may have deregistered it
            checkAgain(group.get(), registered);
        }
    }

    private void checkAgain(TargetGroup group, RegisteredTarget registered) {
        registered.next(
                timeline.after(Duration.ofSeconds(group.healthCheckIntervalSeconds()), () -> check(group.targetGroupArn(), registered)));
    }

    private static Target probed(TargetGroup group, Target target) {
        return "traffic-port".equals(group.healthCheckPort())
                ? target
                : new Target(target.address(), Integer.parseInt(group.healthCheckPort()));
    }

    private void changed(String targetGroupArn) { List.copyOf(listeners).forEach(listener -> listener.accept(targetGroupArn)); }
}
