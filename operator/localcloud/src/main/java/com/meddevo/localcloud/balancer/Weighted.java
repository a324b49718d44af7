package com.meddevo.localcloud.balancer;

/**
 * A target group and its share of the requests.
 *
 * @param targetGroupArn the group
 * @param weight         0 to 999, relative to the other groups of the action
 */
public record Weighted(String targetGroupArn, int weight) {
}
