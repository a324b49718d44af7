package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.cloudwatch.MetricAlarms;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/**
 * Ends deployments while whose alarms are in alarm. One that begins when any of its alarms is in alarm already is not watched, so that a mended version can be
 * deployed.
 */
final class DeploymentAlarmWatch {

    private final Deployments deployments;
    private final Services services;

    /**
     * Nothing watched yet.
     *
     * @param deployments fails a deployment
     * @param services    whose deployments there are
     */
    DeploymentAlarmWatch(Deployments deployments, Services services) {
        this.deployments = deployments;
        this.services = services;
    }

    /** Watches from now on. */
    void on(MetricAlarms alarms) { alarms.whileInAlarm(this::alarmed); }

    private void alarmed(MetricAlarm alarm) {
        for (var service : List.copyOf(services.records())) {
            if (!service.deployments().isEmpty() && isWatching(service, alarm.alarmName())) {
                deployments.failByAlarm(service, alarm.alarmName());
                services.look(service);
            }
        }
    }

    private static boolean isWatching(ServiceRecord service, String alarm) {
        var watched = service.primary().rollout().described().alarms();
        return service.primary().is(DeploymentRolloutState.IN_PROGRESS) && !service.primary().isRollingBack() && watched != null
                && watched.status() == ServiceDeploymentRollbackMonitorsStatus.MONITORING && watched.alarmNames().contains(alarm);
    }
}
