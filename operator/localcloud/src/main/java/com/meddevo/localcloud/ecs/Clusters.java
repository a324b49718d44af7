package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The clusters, without what runs in them. */
final class Clusters {

    private static final String WITHOUT_NAME = "default";

    private final Site site;
    private final EcsTags tags;
    final Versioned<String, Cluster> clusters;

    Clusters(Site site, EcsTags tags) {
        this.site = site;
        this.tags = tags;
        this.clusters = site.store();
    }

    /** Creates a cluster, or returns the one of that name as ECS does. */
    Cluster create(String given, Collection<Tag> added) {
        var name = given == null ? WITHOUT_NAME : given;
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw EcsErrors.invalid("Invalid cluster name '%s'.".formatted(name));
        }
        return clusters.get(name).orElseGet(() -> {
            var arn = site.arn("ecs", "cluster/" + name);
            tags.add(arn, added);
            clusters.put(name,
                    Cluster.builder().clusterArn(arn).clusterName(name).status("ACTIVE").capacityProviders("FARGATE", "FARGATE_SPOT")
                            .defaultCapacityProviderStrategy(List.of()).statistics(List.of())
                            .settings(ClusterSetting.builder().name("containerInsights").value("disabled").build()).build());
            return clusters.get(name).orElseThrow();
        });
    }

    /** Changes the settings that are named; the others stay. */
    Cluster change(String nameOrArn, Collection<ClusterSetting> changed) {
        var name = require(nameOrArn);
        var settings = new LinkedHashMap<ClusterSettingName, ClusterSetting>();
        clusters.get(name).orElseThrow().settings().forEach(one -> settings.put(one.name(), one));
        changed.forEach(one -> settings.put(one.name(), one));
        clusters.put(name, clusters.get(name).orElseThrow().toBuilder().settings(settings.values()).build());
        return clusters.get(name).orElseThrow();
    }

    /** The name of a cluster that a request names by name or ARN, or not at all. */
    String require(String nameOrArn) {
        var name = name(nameOrArn);
        return clusters.get(name).orElseThrow(EcsErrors::clusterNotFound).clusterName();
    }

    Optional<Cluster> read(String nameOrArn) { return clusters.read(name(nameOrArn)); }

    Failure missing(String nameOrArn) {
        return Failure.builder().arn(site.arn("ecs", "cluster/" + name(nameOrArn))).reason("MISSING").build();
    }

    private static String name(String nameOrArn) {
        return nameOrArn == null ? WITHOUT_NAME : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
