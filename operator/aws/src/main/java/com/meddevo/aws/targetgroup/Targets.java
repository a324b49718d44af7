package com.meddevo.aws.targetgroup;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Who stands in the target groups and is no task of the group's app. There is no batch for it, so it is looked up by the slow cycle alone, some groups a sweep:
 * their targets first, the cluster's tasks after that, so that a task which started meanwhile is known. A figure that could not be read is not worth an
 * unread target group: the last one stands. Thread-safe.
 */
final class Targets {
    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);
    /** Per sweep: so many groups, or one of every twenty if that is more. */
    private static final int AT_LEAST = 4;
    private static final int ONE_IN = 20;
    /** ListTasks and DescribeTasks take no more. */
    private static final int PAGE = 100;
    private static final String SERVICE = "service:";
    private static final String ADDRESS = "privateIPv4Address";

    private final ElasticLoadBalancingV2Client elb;
    private final EcsClient ecs;
    private final Environment environment;
    private final Map<String, Set<String>> strangers = new ConcurrentHashMap<>();
    private final Set<String> due = ConcurrentHashMap.newKeySet();

    Targets(ElasticLoadBalancingV2Client elb, EcsClient ecs, Environment environment) {
        this.elb = elb;
        this.ecs = ecs;
        this.environment = environment;
    }

    /** By {@code address:port}; empty before the group was looked at. */
    Optional<Set<String>> strangers(String arn) {
        return Optional.ofNullable(strangers.get(arn));
    }

    /**
     * @param groups whose they are, by ARN
     * @param isRoom whether this sweep may ask
     */
    void read(Map<String, ResourceId> groups, Scope scope, boolean isRoom) {
        if (scope.app().isPresent()) return;
        if (scope.slow()) due.addAll(groups.keySet());
        due.retainAll(groups.keySet());
        if (!isRoom) return;
        var now = due.stream()
                .sorted(Comparator.comparing((String arn) -> strangers.containsKey(arn)).thenComparing(Comparator.naturalOrder()))
                .limit(Math.max(AT_LEAST, groups.size() / ONE_IN)).toList();
        if (now.isEmpty()) return;
        try {
            look(now, groups);
            now.forEach(due::remove);
        } catch (RuntimeException e) {
            if (!AwsErrors.fromAws(e)) throw e;
            LOG.warn("event=targets-not-read environment={} cause={}", environment.name(), AwsErrors.sentence(e)); // they stay due
        }
    }

    private void look(List<String> arns, Map<String, ResourceId> groups) {
        var targets = InParallel.map(arns, this::targets);
        var apps = new HashMap<String, String>();
        if (targets.stream().anyMatch(some -> !some.isEmpty())) {
            apps.putAll(apps(DesiredStatus.RUNNING));
            // one that stops just now stands in its group until ECS has taken it out
            if (!allKnown(arns, targets, groups, apps)) apps(DesiredStatus.STOPPED).forEach(apps::putIfAbsent);
        }
        for (int i = 0; i < arns.size(); i++) {
            String app = groups.get(arns.get(i)).app();
            strangers.put(arns.get(i), targets.get(i).stream().filter(target -> !app.equals(apps.get(target.id())))
                    .map(target -> target.id() + ":" + target.port()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static boolean allKnown(List<String> arns, List<List<TargetDescription>> targets, Map<String, ResourceId> groups,
            Map<String, String> apps) {
        return IntStream.range(0, arns.size()).allMatch(i -> targets.get(i).stream()
                .allMatch(target -> groups.get(arns.get(i)).app().equals(apps.get(target.id()))));
    }

    /** All but those that leave already. */
    private List<TargetDescription> targets(String arn) {
        return elb.describeTargetHealth(request -> request.targetGroupArn(arn)).targetHealthDescriptions().stream()
                .filter(one -> one.targetHealth().state() != TargetHealthStateEnum.DRAINING).map(one -> one.target()).toList();
    }

    /** The names of the services whose tasks have these addresses. */
    private Map<String, String> apps(DesiredStatus status) {
        var arns = ecs.listTasksPaginator(request -> request.cluster(environment.cluster()).desiredStatus(status).maxResults(PAGE))
                .taskArns()
                .stream().toList();
        var pages = IntStream.range(0, (arns.size() + PAGE - 1) / PAGE)
                .mapToObj(i -> arns.subList(i * PAGE, Math.min((i + 1) * PAGE, arns.size()))).toList();
        var apps = new HashMap<String, String>();
        InParallel.map(pages, page -> ecs.describeTasks(request -> request.cluster(environment.cluster()).tasks(page)).tasks()).stream()
                .flatMap(Collection::stream).filter(task -> task.group() != null && task.group().startsWith(SERVICE))
                .forEach(task -> addresses(task).forEach(address -> apps.put(address, task.group().substring(SERVICE.length()))));
        return apps;
    }

    private static List<String> addresses(Task task) {
        return task.attachments().stream().flatMap(attachment -> attachment.details().stream())
                .filter(detail -> ADDRESS.equals(detail.name())).map(KeyValuePair::value).toList();
    }

    void forget(String arn) {
        strangers.remove(arn);
        due.remove(arn);
    }
}
