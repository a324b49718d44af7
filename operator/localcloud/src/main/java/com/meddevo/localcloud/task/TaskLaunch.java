package com.meddevo.localcloud.task;

import java.util.List;

/**
 * One task to start, as the task definition and the service describe it.
 *
 * @param taskId            32 hexadecimal digits, as ECS names tasks
 * @param cluster           name of the cluster
 * @param service           name of the service that wants the task
 * @param taskDefinitionArn ARN of the revision it runs
 * @param containers        what runs in it, in the order of the task definition; at least one
 * @param cpu               CPU units, 1024 being one processor
 * @param memoryMiB         memory of the whole task in MiB
 */
public record TaskLaunch(String taskId, String cluster, String service, String taskDefinitionArn, List<ContainerLaunch> containers, int cpu,
        int memoryMiB) {

    public TaskLaunch {
        containers = List.copyOf(containers);
    }
}
