/**
 * CloudWatch alarms on the figures of an app that its spec bounds.
 *
 * <ul>
 * <li>Batch: DescribeAlarms, 100 a page by the beginning of the name; it tells no tags, which the tagging service lists. A sweep asks only where an app wants an
 * alarm or has one.
 * <li>Limits: DescribeAlarms 9 a second, PutMetricAlarm and DeleteAlarms 3 each (CloudWatch service quotas); 100 names per DeleteAlarms; 5,000 alarms a region.
 * <li>PutMetricAlarm replaces the whole alarm and has no client token, so somebody else's is looked for before, and what people added to ours (actions, whether
 * they are enabled) is sent along. The tags of an alarm that is there are changed by TagResource alone.
 * <li>An alarm keeps its state when it is changed. One of a target group is measured only while a listener's rule uses the group.
 * <li>Minutes without a request give no figure; that is no alarm (TreatMissingData notBreaching).
 * <li>An app with two target groups has an alarm for each of them, the green one's name ending in {@code .green}: which one serves changes with every
 * deployment.
 * <li>Leaving: after the service, whose deployments may name it.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>,
 * <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">metrics of load balancers</a>.
 * </ul>
 */
package com.meddevo.aws.alarm;
