/**
 * Rules of security groups, each a resource of its own with an id ({@code sgr-…}) and tags: one for each caller and port, one for the load balancer,
 * one for each way out that a spec names.
 *
 * <ul>
 * <li>Batch: DescribeSecurityGroupRules by tag, 1000 a page, tags included.
 * <li>Limits: 60 rules a group and direction unless raised; a rule that names a prefix list counts as many as the list may hold.
 * <li>EC2 tells protocols by name, cuts CIDR blocks to their prefix and tells -1 for the ports of a rule for all protocols; both sides are brought to
 * that form.
 * <li>A caller whose spec restricts where it may go gets a rule on each side.
 * <li>AuthorizeSecurityGroupIngress has no client token; a second rule of the same content is InvalidPermission.Duplicate, and the tags of the first
 * tell whose it is. Ports and peers are changed in place by ModifySecurityGroupRules, which keeps the tags.
 * <li>Leaving: with the caller, before either group. A rule that is gone already (InvalidSecurityGroupRuleId.NotFound, InvalidPermission.NotFound) is
 * no error: deleting a group takes its rules along.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html">SecurityGroupRule</a>.
 * </ul>
 */
package com.meddevo.aws.securitygrouprule;
