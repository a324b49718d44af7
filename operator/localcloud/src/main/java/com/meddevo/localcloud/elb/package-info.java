/**
 * Elastic Load Balancing v2: application load balancers, listeners, rules, target groups and the health of their targets. Limits, defaults
 * and refusals follow the API reference (version 2015-12-01) and the quotas page of Application Load Balancers.
 */
package com.meddevo.localcloud.elb;
