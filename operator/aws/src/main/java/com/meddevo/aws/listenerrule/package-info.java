/**
 * ELBv2 listener rules: which requests go to which app.
 *
 * <ul>
 * <li>Batch: DescribeRules per listener, 400 a page; others' rules are read too, since priorities are shared. Tags by the tagging service, else
 * DescribeTags, 20 ARNs a call.
 * <li>Limits: 100 rules per load balancer unless raised; 5 condition values a rule; priorities 1 to 50000, unique per listener.
 * <li>A priority that somebody took meanwhile (PriorityInUse) is no error: the next plan sees it and takes another. Priorities move by SetRulePriorities,
 * which is atomic. ModifyRule takes empty lists for "no change"; ours are never empty.
 * <li>CreateRule has no client token; a second one collides in its priority, and the rule that holds it tells by its tags whether it is the first.
 * <li>AWS describes a rule twice, as {@code Values} and as {@code HostHeaderConfig}, as {@code TargetGroupArn} and as {@code ForwardConfig}; a priority
 * is text there and a number elsewhere, and {@code default} for the default rule, which nobody touches.
 * <li>While ECS moves traffic between two groups, the weights and their order are its own and never sent; at rest, a weight for the group that does not
 * serve is drift. Order has no meaning, and a weight that is not said is 1.
 * <li>Leaving: after the service, before the target group.
 * <li>AWS: <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html">Rule</a>.
 * </ul>
 */
package com.meddevo.aws.listenerrule;
