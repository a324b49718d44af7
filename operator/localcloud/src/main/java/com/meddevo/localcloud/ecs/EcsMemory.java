package com.meddevo.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.model.JsonShape;
import java.util.LinkedHashSet;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What of this service outlives the process: clusters, task definitions, and services with their primary deployment. Tasks do not; a
 * restored service finds none and starts them anew, as if all had died. Of a deployment that was rolling, the old side is gone.
 */
final class EcsMemory {

    private static final int ROLLOUTS = 20;

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Services services;
    private final Deployments deployments;

    EcsMemory(Clusters clusters, TaskDefinitions definitions, Services services, Deployments deployments) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.deployments = deployments;
    }

    ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("clusters", JsonMemory.list(clusters.clusters.all()));
        saved.set("taskDefinitions", JsonMemory.list(definitions.revisions.all()));
        var latest = saved.putObject("latestRevisions");
        definitions.latest.forEach(latest::put);
        var list = saved.putArray("services");
        services.records().stream().filter(record -> !record.is(ServiceRecord.INACTIVE)).map(this::save).forEach(list::add);
        return saved;
    }

    private ObjectNode save(ServiceRecord record) {
        var saved = JsonMemory.object();
        saved.set("declared", JsonShape.write(record.declared()));
        saved.set("createdFrom", JsonShape.write(record.createdFrom()));
        saved.set("events", JsonMemory.list(record.events()));
        var rollouts = record.rollouts().stream().limit(ROLLOUTS).map(Rollout::described).toList();
        saved.set("rollouts", JsonMemory.list(rollouts));
        var revisions = new LinkedHashSet<String>();
        rollouts.forEach(rollout -> revisions.add(rollout.targetServiceRevision().arn()));
        record.lastCompleted().ifPresent(completed -> {
            saved.put("lastCompleted", completed.revision().serviceRevisionArn());
            revisions.add(completed.revision().serviceRevisionArn());
        });
        if (!record.deployments().isEmpty()) {
            var primary = record.primary();
            saved.set("primary",
                    JsonShape.write(Deployment.builder().id(primary.id()).rolloutState(primary.state()).rolloutStateReason(primary.reason())
                            .createdAt(primary.createdAt()).build()));
            saved.put("revision", primary.revision().serviceRevisionArn());
            saved.put("rollout", primary.rollout().described().serviceDeploymentArn());
            saved.put("rollingBack", primary.isRollingBack());
            revisions.add(primary.revision().serviceRevisionArn());
        }
        var known = saved.putArray("revisions");
        revisions.stream().flatMap(arn -> Optional.ofNullable(deployments.revisions().get(arn)).stream()).map(JsonShape::write)
                .forEach(known::add);
        return saved;
    }

    void restore(JsonNode saved) {
        JsonMemory.each(saved.path("clusters"), Cluster::builder, Cluster.class)
                .forEach(cluster -> clusters.clusters.put(cluster.clusterName(), cluster));
        JsonMemory.each(saved.path("taskDefinitions"), TaskDefinition::builder, TaskDefinition.class)
                .forEach(definitions::restore);
        saved.path("latestRevisions").properties().forEach(entry -> definitions.latest.put(entry.getKey(), entry.getValue().asInt()));
        saved.path("services").forEach(this::restoreService);
    }

    private void restoreService(JsonNode saved) {
        JsonMemory.each(saved.path("revisions"), ServiceRevision::builder, ServiceRevision.class)
                .forEach(revision -> deployments.revisions().put(revision.serviceRevisionArn(), revision));
        var record = new ServiceRecord((CreateServiceRequest) JsonShape.read(saved.path("createdFrom"), CreateServiceRequest.builder()),
                (Service) JsonShape.read(saved.path("declared"), Service.builder()));
        record.events().addAll(JsonMemory.each(saved.path("events"), ServiceEvent::builder, ServiceEvent.class));
        JsonMemory.each(saved.path("rollouts"), ServiceDeployment::builder, ServiceDeployment.class)
                .forEach(rollout -> record.rollouts().add(new Rollout(rollout)));
        if (saved.has("primary")) {
            record.deployments().add(primary(record, saved));
        }
        Optional.ofNullable(deployments.revisions().get(saved.path("lastCompleted").asText()))
                .ifPresent(revision -> record
                        .completed(record.primary().revision() == revision ? record.primary() : completed(record, revision)));
        if (!record.deployments().isEmpty()) {
            deployments.serveBy(record, record.primary());
        }
        services.restore(record);
    }

    private DeploymentRecord primary(ServiceRecord record, JsonNode saved) {
        var shown = (Deployment) JsonShape.read(saved.path("primary"), Deployment.builder());
        var arn = saved.path("rollout").asText();
        var rollout = record.rollouts().stream().filter(one -> one.described().serviceDeploymentArn().equals(arn)).findFirst()
                .orElseThrow();
        var primary = new DeploymentRecord(shown.id(), rollout, deployments.revisions().get(saved.path("revision").asText()),
                saved.path("rollingBack").asBoolean(), shown.createdAt(), null);
        primary.become(shown.rolloutState(), shown.rolloutStateReason(), shown.createdAt());
        return primary;
    }

    /** A deployment that is over, of which only the revision matters. */
    private static DeploymentRecord completed(ServiceRecord record, ServiceRevision revision) {
        return new DeploymentRecord("", record.rollouts().getLast(), revision, false, revision.createdAt(), null);
    }
}
