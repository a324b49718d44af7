/**
 * The local platform as one process: a Kubernetes API, an AWS account, a load balancer, names and a MongoDB, all on loopback, all in one folder.
 * It knows the parts and nothing of the operator, which talks to it over the wire as it would to the real ones.
 */
package com.meddevo.local;
