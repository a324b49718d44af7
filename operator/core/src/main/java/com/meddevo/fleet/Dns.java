package com.meddevo.fleet;

/**
 * A name in the environment's Route 53 zone that leads to the load balancer.
 *
 * @param name the label before the zone's domain, in lower case, e.g. {@code techdoc}
 */
public record Dns(String name) {
}
