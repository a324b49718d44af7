package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class TaskDefinitionContractTest extends KindContract {
    @Override
    String kind() { return "task-definition"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("ListTaskDefinitions"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("RegisterTaskDefinition"); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        var full = Specs.task(app, task -> task.but().size(512, 1024).architecture(AppSpec.Architecture.X86_64)
                .role(Optional.of("arn:aws:iam::000000000000:role/own")).environment(Map.of("A", "1", "B", "two words"))
                .command(List.of("serve", "--port", "8080"))
                .healthCheck(Optional.of(new AppSpec.ContainerHealthCheck(List.of("CMD-SHELL", "true"), Duration.ofSeconds(30),
                        Duration.ofSeconds(5), 3, Duration.ZERO)))
                .stopTimeout(Duration.ofSeconds(60)).storageGiB(Optional.of(50)).readOnlyRoot(true).build());
        return List.of(full, Specs.port(full, 9090), SidecarTest.withSidecars(full),
                Specs.task(full, task -> task.but().size(512, 2048).environment(Map.of())
                        .command(List.of()).healthCheck(Optional.empty()).stopTimeout(Duration.ofSeconds(30)).build()));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.ecs().deregisterTaskDefinition(request -> request.taskDefinition(arn));
    }

    /** A family can have revisions of several owners. */
    @Override
    Optional<Foreign> foreign(World world) { return Optional.empty(); }

    @Override
    int existing(World world) {
        return world.account.ecs().listTaskDefinitions(request -> request.status(TaskDefinitionStatus.ACTIVE)).taskDefinitionArns().size();
    }

    /** So many versions that the oldest need not be kept. */
    @Override
    void more(World world, Set<String> actions) {
        var app = world.app(APP);
        IntStream.rangeClosed(1, 6).forEach(number -> world.wants(Specs.task(app, task -> task.but().size(256, 512)
                .environment(Map.of("NUMBER", String.valueOf(number))).build())).settleRecording(kind(), actions));
    }
}
