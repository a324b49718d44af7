/**
 * EC2 security groups: one for each app that says who may call it or whom it may call, {@code meddevo-<environment>-<app>}, and one for each app that
 * another app lets in by name. Groups cost nothing. Security groups only ever add permissions, so the app's group narrows nothing that the
 * environment's own groups allow.
 *
 * <ul>
 * <li>Batch: DescribeSecurityGroups by tag, 1000 a page; DescribeSecurityGroupRules by group, 200 groups a call and 1000 rules a page. Both tell tags.
 * <li>Limits: 2500 groups a region, 5 groups a network interface, the environment's included, 60 rules a group and direction. Request rates: see the
 * EC2 API's request throttling.
 * <li>A new group has one rule, everything out to 0.0.0.0/0, without tags. It is declared as {@code allOutbound}, and so taken away only when a spec
 * says where the app may go.
 * <li>CreateSecurityGroup has no client token, but the name is unique in a VPC: a second one fails with InvalidGroup.Duplicate, and the tags tell whose
 * the first is. For seconds after its creation a group may be InvalidGroup.NotFound elsewhere.
 * <li>Leaving: after the service. DependencyViolation while a network interface or another group's rule has it, up to minutes after the last task.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html">SecurityGroup</a>.
 * </ul>
 */
package com.meddevo.aws.securitygroup;
