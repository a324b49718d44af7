/**
 * What a load balancer needs to know of the simulated ELBv2, and how targets are probed: the seam between the account's rules and target
 * groups and the proxy that carries the traffic.
 */
package com.meddevo.localcloud.balancer;
