/**
 * Says what a service that somebody else made would be as an app, so that the operator can go on with it without replacing it.
 *
 * <ul>
 * <li>Reads one service with all that it refers to: ECS DescribeServices, DescribeTaskDefinition; ELBv2 DescribeTargetGroups, DescribeTargetGroupAttributes,
 * DescribeRules; Cloud Map GetService; CloudWatch Logs DescribeLogGroups; Application Auto Scaling DescribeScalableTargets,
 * DescribeScheduledActions, DescribeScalingPolicies; EFS DescribeAccessPoints; CloudWatch DescribeAlarms.
 * <li>Writes nothing but the tags that make those resources ours, with the credentials of whoever asks.
 * <li>AWS cannot rename: a task definition of another family, a log group and an alarm of another name stay whose they are, and the first plan says what
 * replaces them.
 * </ul>
 */
package com.meddevo.aws.adopt;
