package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.elb.Weights;
import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/**
 * Carries deployments with the strategies BLUE_GREEN, CANARY and LINEAR through their stages: the new tasks come up beside the old ones, the listener
 * rule's weights move, both sets stay while it bakes, and then the old one may go. Before each stage its hooks are asked.
 */
final class TrafficShifts {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    /** The old tasks stay at least so long after the last weight has moved, since requests are under way that were routed before. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private final Site site;
    private final Weights weights;
    private final LifecycleHooks hooks;
    private final Deployments deployments;
    private final Consumer<ServiceRecord> look;

    /**
     * Nothing shifts yet.
     *
     * @param site        where it stands
     * @param neighbours  whose weights and hooks there are
     * @param deployments fails a deployment whose hook says no
     * @param look        asks for another look at a service
     */
    TrafficShifts(Site site, Neighbours neighbours, Deployments deployments, Consumer<ServiceRecord> look) {
        this.site = site;
        this.weights = neighbours.weights();
        this.hooks = neighbours.hooks();
        this.deployments = deployments;
        this.look = look;
    }

    /**
     * Goes on as far as it can.
     *
     * @param newTasksWell whether every wanted task of the new deployment is there and well
     */
    void goOn(ServiceRecord service, TrafficShift shift, boolean newTasksWell) {
        while (!shift.cleansUp() && !shift.waitsAt(site.timeline().now())) {
            if (shift.stage() == ServiceDeploymentLifecycleStage.SCALE_UP && !newTasksWell) {
                return;
            }
            if (shift.stage() == ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT && !shift.allShifted()) {
                var percent = shift.nextStep();
                weights.shift(shift.rule(), shift.from(), shift.to(), percent);
                service.event(site, "(deployment %s) sends %d %% of the traffic to (target-group %s).".formatted(service.primary().id(),
                        percent, shift.to()));
                if (!shift.allShifted()) {
                    pause(service, shift, shift.between());
                    continue;
                }
            }
            var next = next(shift.stage());
            switch (answer(service, next)) {
                case SUCCEEDED -> enter(service, shift, next);
                case IN_PROGRESS -> pause(service, shift, ASK_AGAIN);
                case FAILED -> {
                    deployments.fail(service, "ECS deployment failed: a lifecycle hook of the stage %s failed.".formatted(next));
                    look.accept(service);
                    return;
                }
            }
        }
    }

    private void enter(ServiceRecord service, TrafficShift shift, ServiceDeploymentLifecycleStage stage) {
        shift.stage(stage);
        service.primary().rollout().stage(stage, site.timeline().now());
        if (stage == ServiceDeploymentLifecycleStage.BAKE_TIME) {
            pause(service, shift, shift.bake().compareTo(SETTLES) < 0 ? SETTLES : shift.bake());
        }
    }

    private void pause(ServiceRecord service, TrafficShift shift, Duration length) {
        shift.waitUntil(site.timeline().now().plus(length));
        site.timeline().after(length, () -> look.accept(service));
    }

    private LifecycleHooks.Answer answer(ServiceRecord service, ServiceDeploymentLifecycleStage stage) {
        return service.declared().deploymentConfiguration().lifecycleHooks().stream()
                .filter(hook -> hook.lifecycleStagesAsStrings().contains(stage.toString())).map(DeploymentLifecycleHook::hookTargetArn)
                .map(hooks::ask).max(Enum::compareTo).orElse(LifecycleHooks.Answer.SUCCEEDED);
    }

    /** The stages of test traffic are left out, since no test listener is simulated. */
    private static ServiceDeploymentLifecycleStage next(ServiceDeploymentLifecycleStage stage) {
        return switch (stage) {
            case RECONCILE_SERVICE -> ServiceDeploymentLifecycleStage.PRE_SCALE_UP;
            case PRE_SCALE_UP -> ServiceDeploymentLifecycleStage.SCALE_UP;
            case SCALE_UP -> ServiceDeploymentLifecycleStage.POST_SCALE_UP;
            case POST_SCALE_UP, TEST_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT;
            case PRODUCTION_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT;
            case POST_PRODUCTION_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.BAKE_TIME;
            case BAKE_TIME, CLEAN_UP, UNKNOWN_TO_SDK_VERSION -> ServiceDeploymentLifecycleStage.CLEAN_UP;
        };
    }
}
