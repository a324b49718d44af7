package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.meddevoappspec.Alarms;
import com.meddevo.fleet.Alarm;
import java.util.List;

/** From {@code spec.alarms}, which has passed its schema. */
final class AlarmParser {
    private AlarmParser() {}

    static List<Alarm> alarms(List<Alarms> alarms) {
        return requireNonNullElse(alarms, List.<Alarms>of()).stream()
                .map(one -> new Alarm(one.getName(), figure(one.getFigure()), one.getAbove(), one.getMinutes())).toList();
    }

    private static Alarm.Figure figure(String figure) {
        return switch (figure) {
            case "ServerErrors" -> Alarm.Figure.SERVER_ERRORS;
            case "ResponseTimeMillis" -> Alarm.Figure.RESPONSE_TIME;
            case "UnhealthyTasks" -> Alarm.Figure.UNHEALTHY_TASKS;
            case "CpuPercent" -> Alarm.Figure.CPU;
            case "MemoryPercent" -> Alarm.Figure.MEMORY;
            default -> throw new IllegalArgumentException("the schema let through: " + figure);
        };
    }
}
