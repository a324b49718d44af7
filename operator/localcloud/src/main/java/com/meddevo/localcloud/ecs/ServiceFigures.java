package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.cloudwatch.Metric;
import com.meddevo.localcloud.cloudwatch.SimulatedCloudWatch;
import com.meddevo.localcloud.task.TaskRuntime;
import com.meddevo.localcloud.task.TaskUsage;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What services tell CloudWatch every minute: the CPU and memory that each running task uses of what it reserves. */
final class ServiceFigures {

    private static final String NAMESPACE = "AWS/ECS";

    private final TaskRuntime runtime;
    private final SimulatedCloudWatch cloudWatch;

    ServiceFigures(TaskRuntime runtime, SimulatedCloudWatch cloudWatch) {
        this.runtime = runtime;
        this.cloudWatch = cloudWatch;
    }

    /** Measures these services from now on. */
    void of(Services services) {
        cloudWatch.alarms().beforeEach(() -> services.records().forEach(this::sample));
    }

    private void sample(ServiceRecord service) {
        var used = service.live().stream().filter(TaskRecord::isRunning).map(task -> runtime.usage(task.id())).flatMap(Optional::stream)
                .toList();
        for (var usage : used) {
            record("CPUUtilization", service, usage, TaskUsage::cpuPercent);
            record("MemoryUtilization", service, usage, TaskUsage::memoryPercent);
        }
    }

    private void record(String name, ServiceRecord service, TaskUsage usage, ToDoubleFunction<TaskUsage> part) {
        cloudWatch.metrics().record(
                new Metric(NAMESPACE, name, Map.of("ClusterName", service.clusterName(), "ServiceName", service.name())),
                part.applyAsDouble(usage));
    }
}
