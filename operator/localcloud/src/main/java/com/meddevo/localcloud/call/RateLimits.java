package com.meddevo.localcloud.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The token buckets of one account and region, with the figures AWS publishes (ECS: "Request throttling for the Amazon ECS API"; ELB:
 * "Request throttling for the Elastic Load Balancing API"; Logs: "CloudWatch Logs quotas") and careful guesses where it publishes none
 * (Cloud Map, ECR, Application Auto Scaling). Off until {@link #enforce}. A call that finds one of its buckets empty is refused with the service's own code and takes
 * no token.
 */
public final class RateLimits {

    /** One category: which operations share it, how many may come at once, how many per second it sustains. */
    record Category(String service, List<String> operations, int burst, double perSecond) {

        boolean covers(String calledService, String operation) {
            return service.equals(calledService)
                    && operations.stream().anyMatch(pattern -> pattern.endsWith("*")
                            ? operation.startsWith(pattern.substring(0, pattern.length() - 1))
                            : operation.equals(pattern));
        }
    }

    private static final List<Category> PUBLISHED = List.of(
            category("ecs", 50, 5, "CreateService", "UpdateService", "DeleteService"),
            category("ecs", 100, 20, "DescribeServices", "ListServices"),
            category("ecs", 50, 20, "DescribeServiceDeployments", "ListServiceDeployments"),
            category("ecs", 50, 20, "DescribeServiceRevisions"),
            category("ecs", 10, 1, "ListServicesByNamespace"),
            category("ecs", 20, 1, "RegisterTaskDefinition", "DeregisterTaskDefinition"),
            category("ecs", 5, 1, "DeleteTaskDefinitions"),
            category("ecs", 50, 20, "DescribeTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies"),
            category("ecs", 100, 20, "DescribeTasks", "ListTasks"),
            category("ecs", 100, 40, "RunTask", "StopTask"),
            category("ecs", 20, 10, "TagResource", "UntagResource"),
            category("ecs", 50, 20, "ListTagsForResource"),
            category("ecs", 20, 1, "CreateCluster", "DeleteCluster", "UpdateCluster"),
            category("ecs", 50, 20, "DescribeClusters", "ListClusters"),
            category("elasticloadbalancing", 40, 10, "*"),
            category("elasticloadbalancing", 40, 10, "Describe*"),
            category("elasticloadbalancing", 20, 3, "CreateTargetGroup", "CreateListener", "CreateRule", "ModifyTargetGroup*",
                    "ModifyListener*", "ModifyRule",
                    "DeleteTargetGroup", "DeleteListener", "DeleteRule", "AddTags", "RemoveTags", "SetRulePriorities"),
            category("elasticloadbalancing", 20, 4, "RegisterTargets", "DeregisterTargets"),
            category("servicediscovery", 2000, 1000, "DiscoverInstances"),
            category("servicediscovery", 5, 5, "Create*", "Update*", "Delete*", "RegisterInstance", "DeregisterInstance", "TagResource",
                    "UntagResource"),
            category("servicediscovery", 10, 10, "List*", "Get*"),
            category("logs", 10, 10, "DescribeLogGroups"),
            category("logs", 10, 10, "CreateLogGroup", "DeleteLogGroup", "PutRetentionPolicy", "DeleteRetentionPolicy"),
            category("logs", 5, 5, "TagResource", "UntagResource"),
            category("ecr", 10, 10, "Describe*", "ListImages"),
            category("ecr", 2000, 2000, "BatchGetImage"),
            category("tagging", 15, 15, "GetResources"),
            category("application-autoscaling", 10, 10, "Describe*", "ListTagsForResource"),
            category("application-autoscaling", 5, 5, "Register*", "Deregister*", "Put*", "Delete*", "TagResource", "UntagResource"),
            category("sts", 600, 600, "AssumeRole", "GetCallerIdentity"));

    private static final class Bucket {
        private final Category category;
        private double tokens;
        private Instant filledAt;

        private Bucket(Category category, Instant now) {
            this.category = category;
            this.tokens = category.burst();
            this.filledAt = now;
        }

        private double fill(Instant now) {
            var seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(category.burst(), tokens + Math.max(0, seconds) * category.perSecond());
            filledAt = now;
            return tokens;
        }
    }

    private final Map<String, List<Bucket>> buckets = new HashMap<>();
    private boolean enforced;

    private static Category category(String service, int burst, double perSecond, String... operations) {
        return new Category(service, List.of(operations), burst, perSecond);
    }

    /** From now on AWS's rates hold, every bucket being full. */
    public synchronized void enforce() {
        enforced = true;
        buckets.clear();
    }

    /** From now on any rate is accepted. */
    public synchronized void lift() { enforced = false; }

    /**
     * How long AWS's rates make so many calls last at least, if every bucket is full when they begin: what the busiest bucket needs.
     *
     * @param calls how many of each action, such as {@code ecs:CreateService -> 300}
     */
    public static Duration leastTime(Map<String, Long> calls) {
        var seconds = PUBLISHED.stream().mapToDouble(category -> {
            var asked = calls.entrySet().stream().filter(call -> {
                var action = call.getKey().split(":", 2);
                return category.covers(action[0], action[1]);
            }).mapToLong(Map.Entry::getValue).sum();
            return (asked - category.burst()) / category.perSecond();
        }).max().orElse(0);
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    /** Takes a token from each bucket of the operation. Returns whether all of them had one. */
    synchronized boolean admit(String service, String operation, Instant now) {
        if (!enforced) {
            return true;
        }
        var spent = new ArrayList<Bucket>();
        for (var category : PUBLISHED) {
            if (category.covers(service, operation)) {
                spent.add(bucket(category, now));
            }
        }
        if (spent.stream().anyMatch(bucket -> bucket.fill(now) < 1)) {
            return false;
        }
        spent.forEach(bucket -> bucket.tokens--);
        return true;
    }

    private Bucket bucket(Category category, Instant now) {
        var ofService = buckets.computeIfAbsent(category.service(), service -> new ArrayList<>());
        return ofService.stream().filter(bucket -> bucket.category == category).findFirst().orElseGet(() -> {
            var full = new Bucket(category, now);
            ofService.add(full);
            return full;
        });
    }
}
