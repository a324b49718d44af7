/**
 * CloudWatch Logs groups: one per app, {@code /ecs/<environment>/<app>}.
 *
 * <ul>
 * <li>Batch: DescribeLogGroups by prefix, 50 a page. Tags by the tagging service, else ListTagsForResource, one call a group.
 * <li>Limits: DescribeLogGroups 10 a second; retention only from CloudWatch Logs' fixed list of days.
 * <li>Leaving: never; what an app wrote is a record. Whoever wants it gone deletes it by hand.
 * <li>CreateLogGroup has no client token, but the name is unique: a second one fails with ResourceAlreadyExistsException.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html">LogGroup</a>. The ARN appears with and
 * without {@code :*}; tags want it without.
 * </ul>
 */
package com.meddevo.aws.loggroup;
