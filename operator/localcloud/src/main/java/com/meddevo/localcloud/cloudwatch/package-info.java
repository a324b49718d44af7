/**
 * CloudWatch: metrics, kept by the minute for three hours, and metric alarms that are evaluated once a minute. After the CloudWatch API
 * reference (version 2010-08-01). What the local cloud counts itself (requests, target health, tasks' CPU and memory) is recorded as AWS's
 * services do, under their namespaces and dimensions.
 */
package com.meddevo.localcloud.cloudwatch;
