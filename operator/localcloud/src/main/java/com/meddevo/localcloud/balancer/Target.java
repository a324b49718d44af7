package com.meddevo.localcloud.balancer;

/**
 * Where a request can be sent: an ip target of a target group.
 *
 * @param address IPv4 address
 * @param port    1 to 65535
 */
public record Target(String address, int port) {
}
