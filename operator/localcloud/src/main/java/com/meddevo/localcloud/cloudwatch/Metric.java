package com.meddevo.localcloud.cloudwatch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/**
 * What is measured of whom.
 *
 * @param namespace  such as {@code AWS/ECS}
 * @param name       such as {@code CPUUtilization}
 * @param dimensions whom it is measured of, in no order
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {

    public Metric {
        dimensions = Map.copyOf(dimensions);
    }

    static Metric of(String namespace, String name, List<Dimension> dimensions) {
        return new Metric(namespace, name, dimensions.stream().collect(Collectors.toMap(Dimension::name, Dimension::value)));
    }

    List<Dimension> asDimensions() {
        return new TreeMap<>(dimensions).entrySet().stream()
                .map(dimension -> Dimension.builder().name(dimension.getKey()).value(dimension.getValue()).build()).toList();
    }
}
