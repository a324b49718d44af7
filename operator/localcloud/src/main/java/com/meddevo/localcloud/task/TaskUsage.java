package com.meddevo.localcloud.task;

/**
 * What a task uses of what it reserves.
 *
 * @param cpuPercent    of its CPU units, since it was last asked; above 100 where nobody limits it
 * @param memoryPercent of its memory
 */
public record TaskUsage(double cpuPercent, double memoryPercent) {
}
