package com.meddevo.localcloud.task;

/**
 * Where the {@code awslogs} driver of a container writes. The stream is {@code <streamPrefix>/<container>/<task id>}, as ECS names it.
 *
 * @param group        name of the log group
 * @param streamPrefix first part of the stream's name
 */
public record LogTarget(String group, String streamPrefix) {
}
