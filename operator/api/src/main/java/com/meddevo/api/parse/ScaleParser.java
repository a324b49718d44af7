package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.meddevoappspec.scale.Schedules;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Scale.Move;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many tasks a spec asks for. */
final class ScaleParser {
    private ScaleParser() {}

    /** @param scale has passed its schema and rules */
    static Scale scale(com.meddevo.api.v1alpha1.meddevoappspec.Scale scale) {
        if (scale.getMin() == null) return new Scale.Fixed(scale.getReplicas());
        var goals = new Scale.Goals(Optional.ofNullable(scale.getCpuPercent()), Optional.ofNullable(scale.getMemoryPercent()),
                Optional.ofNullable(scale.getRequestsPerTask()));
        var cooldown = new Scale.Cooldown(seconds(scale.getScaleOutCooldownSeconds(), Scale.Cooldown.USUAL.out()),
                seconds(scale.getScaleInCooldownSeconds(), Scale.Cooldown.USUAL.in()));
        return new Scale.Between(scale.getMin(), scale.getMax(), goals, cooldown,
                requireNonNullElse(scale.getSchedules(), List.<Schedules>of()).stream().map(ScaleParser::schedule).toList(),
                requireNonNullElse(scale.getSuspended(), List.<String>of()).stream().map(ScaleParser::move).collect(Collectors.toSet()));
    }

    private static Scale.Schedule schedule(Schedules schedule) {
        return new Scale.Schedule(schedule.getName(), schedule.getCron(), schedule.getTimezone(), Optional.ofNullable(schedule.getMin()),
                Optional.ofNullable(schedule.getMax()));
    }

    private static Move move(String suspended) {
        return switch (suspended) {
            case "ScaleIn" -> Move.IN;
            case "ScaleOut" -> Move.OUT;
            case "Schedules" -> Move.SCHEDULES;
            default -> throw new IllegalArgumentException("the schema let through: " + suspended);
        };
    }

    private static Duration seconds(Integer seconds, Duration otherwise) {
        return seconds == null ? otherwise : Duration.ofSeconds(seconds);
    }
}
