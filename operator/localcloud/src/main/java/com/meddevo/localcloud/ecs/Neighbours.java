package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.cloudwatch.SimulatedCloudWatch;
import com.meddevo.localcloud.discovery.Instances;
import com.meddevo.localcloud.ec2.SecurityGroups;
import com.meddevo.localcloud.elb.Targets;
import com.meddevo.localcloud.elb.Weights;
import com.meddevo.localcloud.logs.LogStreams;
import com.meddevo.localcloud.registry.ImageCatalog;
import com.meddevo.localcloud.task.TaskRuntime;

/**
 * What ECS works with.
 *
 * @param targets   where it registers tasks that a load balancer serves
 * @param weights   what it moves while it shifts traffic
 * @param hooks     whom it asks before it goes on
 * @param instances where it registers tasks that are found by name
 * @param logs      where the lines go that tasks write
 * @param images    which digest a tag stands for
 * @param groups    whether a security group exists
 * @param secrets   what tasks are handed that no definition shows
 * @param files     what they find in their volumes
 * @param runtime   what runs the tasks
 * @param cloudWatch where it says what the tasks use
 */
public record Neighbours(Targets targets, Weights weights, LifecycleHooks hooks, Instances instances, LogStreams logs, ImageCatalog images,
        SecurityGroups groups, TaskSecrets secrets, TaskFiles files, TaskRuntime runtime, SimulatedCloudWatch cloudWatch) {
}
