package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.task.ContainerLaunch;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** How the API shows services and tasks. */
final class ServiceView {

    private ServiceView() {}

    static Service service(ServiceRecord service) {
        var live = service.tasks();
        var shown = service.declared().toBuilder().runningCount(running(live)).pendingCount(pending(live))
                .events(List.copyOf(service.events()))
                .taskSets(List.of())
                .deployments(service.deployments().stream().map(deployment -> deployment(service, deployment)).toList());
        if (!service.is(ServiceRecord.ACTIVE)) {
            shown.desiredCount(0);
        }
        if (!service.deployments().isEmpty()) {
            var current = service.primary();
            shown.currentServiceDeployment(current.rollout().isOpen() ? current.rollout().described().serviceDeploymentArn() : null);
            shown.currentServiceRevisions(service.deployments().stream().map(deployment -> ServiceCurrentRevisionSummary.builder()
                    .arn(deployment.revision().serviceRevisionArn()).requestedTaskCount(deployment == current ? service.desired() : 0)
                    .runningTaskCount(running(of(service, deployment))).pendingTaskCount(pending(of(service, deployment))).build())
                    .toList());
        }
        return shown.build();
    }

    private static Deployment deployment(ServiceRecord service, DeploymentRecord deployment) {
        var revision = deployment.revision();
        var primary = deployment == service.primary();
        return Deployment.builder().id(deployment.id()).status(primary ? "PRIMARY" : "ACTIVE").taskDefinition(revision.taskDefinition())
                .desiredCount(primary ? service.desired() : 0).runningCount(running(of(service, deployment)))
                .pendingCount(pending(of(service, deployment)))
                .failedTasks(deployment.failedTasks()).createdAt(deployment.createdAt()).updatedAt(deployment.updatedAt())
                .launchType(revision.launchType())
                .capacityProviderStrategy(revision.capacityProviderStrategy().isEmpty() ? null : revision.capacityProviderStrategy())
                .platformVersion(revision.platformVersion()).platformFamily(revision.platformFamily())
                .networkConfiguration(revision.networkConfiguration())
                .rolloutState(deployment.state()).rolloutStateReason(deployment.reason()).build();
    }

    static Task task(TaskRecord task, TaskDefinition definition) {
        var subnets = task.deployment().revision().networkConfiguration();
        var subnet = subnets == null || subnets.awsvpcConfiguration() == null ? "" : subnets.awsvpcConfiguration().subnets().getFirst();
        var interfaceId = "eni-" + task.id().substring(0, 17);
        var attachment = Attachment.builder().id(task.id().substring(0, 8) + "-0000-4000-8000-" + task.id().substring(8, 20))
                .type("ElasticNetworkInterface")
                .status(task.address() == null ? "PRECREATED" : task.isStopped() ? "DELETED" : "ATTACHED")
                .details(pair("subnetId", subnet), pair("networkInterfaceId", interfaceId),
                        pair("privateIPv4Address", task.address() == null ? "" : task.address()))
                .build();
        return Task.builder().taskArn(task.arn()).clusterArn(task.service().declared().clusterArn())
                .taskDefinitionArn(task.deployment().revision().taskDefinition()).group("service:" + task.service().name())
                .startedBy(task.deployment().id()).launchType(task.deployment().revision().launchType())
                .capacityProviderName(task.capacityProvider()).lastStatus(task.status().name())
                .desiredStatus(task.isWanted() ? "RUNNING" : "STOPPED").createdAt(task.createdAt()).startedAt(task.startedAt())
                .stoppingAt(task.stoppingAt()).stoppedAt(task.stoppedAt()).stopCode(task.stopCode()).stoppedReason(task.stoppedReason())
                .connectivity(task.address() == null ? Connectivity.DISCONNECTED : Connectivity.CONNECTED)
                .healthStatus(HealthStatus.UNKNOWN)
                .cpu(definition.cpu()).memory(definition.memory()).platformVersion(task.deployment().revision().platformVersion())
                .platformFamily(task.deployment().revision().platformFamily())
                .enableExecuteCommand(task.service().declared().enableExecuteCommand())
                .version((long) task.status().ordinal() + 1).attachments(attachment).attributes(List.of()).tags(List.of())
                .overrides(overrides -> overrides.containerOverrides(List.of()))
                .containers(task.containers().stream().map(container -> container(task, container, interfaceId))
                        .toList())
                .build();
    }

    private static Container container(TaskRecord task, ContainerLaunch launch, String interfaceId) {
        var name = launch.name();
        var image = launch.image().split("@", 2);
        var container = Container.builder().containerArn("%s/%s".formatted(task.arn().replace(":task/", ":container/"), name))
                .taskArn(task.arn()).name(name)
                .image(image[0]).imageDigest(image.length == 2 ? image[1] : null)
                .runtimeId(task.id() + "-" + name.hashCode())
                .lastStatus(task.isStopped() ? "STOPPED" : task.isRunning() ? "RUNNING" : "PENDING").healthStatus(HealthStatus.UNKNOWN)
                .networkBindings(List.of());
        if (task.address() != null) {
            container.networkInterfaces(NetworkInterface.builder().attachmentId(interfaceId).privateIpv4Address(task.address()).build());
        }
        task.exitCode().ifPresent(container::exitCode);
        if (task.isStopped() && task.stoppedReason().matches("[A-Za-z]+Error: .*")) {
            container.reason(task.stoppedReason());
        }
        return container.build();
    }

    private static List<TaskRecord> of(ServiceRecord service, DeploymentRecord deployment) { return service.unfinished(deployment); }

    /** A cluster with the numbers that its services give it. */
    static Cluster counted(Cluster cluster, Collection<ServiceRecord> all) {
        var records = all.stream().filter(record -> record.clusterName().equals(cluster.clusterName())).toList();
        return cluster.toBuilder().activeServicesCount((int) records.stream().filter(record -> record.is(ServiceRecord.ACTIVE)).count())
                .runningTasksCount(records.stream().mapToInt(record -> running(record.tasks())).sum())
                .pendingTasksCount(records.stream().mapToInt(record -> pending(record.tasks())).sum())
                .registeredContainerInstancesCount(0).build();
    }

    private static int running(List<TaskRecord> tasks) { return (int) tasks.stream().filter(TaskRecord::isRunning).count(); }

    private static int pending(List<TaskRecord> tasks) {
        return (int) tasks.stream().filter(task -> task.isWanted() && !task.isRunning()).count();
    }

    private static KeyValuePair pair(String name, String value) { return KeyValuePair.builder().name(name).value(value).build(); }
}
