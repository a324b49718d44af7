package com.meddevo.aws;

import com.meddevo.aws.adopt.Finder;
import com.meddevo.aws.adopt.Found;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.Budget;
import com.meddevo.aws.call.Lane;
import com.meddevo.aws.call.Spending;
import com.meddevo.aws.image.NeededImages;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.registry.Answer;
import io.github.bucket4j.BlockingStrategy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * One environment in AWS: reads it, and carries plans out. It remembers what cannot change and what was just done, so there is one for an environment as
 * long as its spec stays the same. Its methods block, and are meant for virtual threads. Thread-safe; who applies for one app at a time is the caller's care.
 */
public final class AwsEnvironment implements AutoCloseable {
    private final Environment environment;
    private final AwsClients clients;
    private final Budget budget;
    private final Drivers drivers;
    private final Observer observer;
    private final Applier applier;
    private final NeededImages needed;
    private final KnownArns arns;
    private final AtomicBoolean warm = new AtomicBoolean();

    /** @param clients closed with this */
    public AwsEnvironment(Environment environment, AwsClients clients, Clock clock) {
        this(environment, clients, clock, BlockingStrategy.PARKING);
    }

    /** @param wait how to wait for a request rate; for a clock that is moved by hand */
    public AwsEnvironment(Environment environment, AwsClients clients, Clock clock, BlockingStrategy wait) {
        this.environment = environment;
        this.clients = clients;
        this.budget = new Budget(environment.apiShare(), clock, wait);
        this.drivers = Drivers.of(environment, clients, budget, clock);
        this.arns = new KnownArns(clock);
        var overlay = new Overlay(clock);
        this.observer = new Observer(drivers, new Images(drivers.metered().ecr(), environment),
                new FollowedTags(drivers.metered().ecr(), environment), arns, overlay, clock);
        this.applier = new Applier(drivers, arns, overlay);
        this.needed = new NeededImages(drivers.metered().ecs());
    }

    /** Reads what the scope names. Whatever could not be read is named in the sweep, never thrown. */
    public Sweep observe(Scope scope) {
        boolean urgent = scope.app().isPresent() || !warm.get();
        var spending = new Spending(urgent ? Lane.START : Lane.SWEEP);
        Sweep sweep = during(spending, () -> observer.observe(scope));
        // a missing permission stays missing for long; until somebody grants it the sweep keeps to its share
        if (scope.app().isEmpty() && sweep.unread().stream().allMatch(Sweep.Unread::permission)) warm.set(true);
        return new Sweep(sweep.snapshot(), sweep.arns(), sweep.unread(), spending.attempts(), sweep.rollouts(),
                sweep.fromMemory());
    }

    /**
     * Carries out what the plan holds, blocked changes left out. Changes run side by side wherever nothing orders them.
     *
     * @param fleet whose apps' namespaces and uids go into the tags of what is created
     * @return what became of every change that is not blocked, by the resource's id
     */
    public Map<ResourceId, Outcome> apply(Plan plan, Fleet fleet) {
        drivers.tags().ownership().learn(fleet);
        return applier.apply(plan);
    }

    /**
     * What a service that somebody else made would be as an app of this environment; writes nothing.
     *
     * @param key the namespace that the app is to be in, and the service's name
     * @throws com.meddevo.aws.adopt.NotAdoptable if it cannot become one, with the reason
     */
    public Found find(AppKey key) {
        var metered = drivers.metered();
        var clients = new Finder.Clients(metered.ecs(), metered.elb(), metered.discovery(), metered.logs(), metered.scaling(),
                metered.files(), metered.cloudwatch());
        return during(new Spending(Lane.START), () -> new Finder(environment, clients, drivers.tags()).find(key));
    }

    /** Makes what was found ours, by tags alone. */
    public void adopt(Found found) {
        drivers.tags().ownership().learn(new Fleet(environment, List.of(new Member.Wanted(found.app()))));
        during(new Spending(Lane.APPLY), () -> {
            var adopter = new Adopter(drivers);
            found.resources().forEach((id, arn) -> adopter.adopt(id, arn, arns));
            return null;
        });
    }

    /** Which images may be pulled here, by anything that runs in the account and region; what cannot be read makes the whole answer unread. */
    public Answer neededImages() {
        return needed.answer();
    }

    /**
     * The end of what one task of an app wrote, or else the one that wrote last.
     *
     * @param task the last part of its ARN, as {@link com.meddevo.aws.service.Rollout.Failure#task()} has it
     * @param atMost lines, 1 to 10000
     * @return oldest first; empty for an app that wrote nothing
     */
    public List<String> lastLogLines(String app, Optional<String> task, int atMost) {
        return during(new Spending(Lane.START), () -> {
            String group = LogGroups.groupName(environment, app);
            try {
                Optional<String> stream = task.map(one -> TaskDefinitions.logStream(app, one)).or(() -> newestStream(group));
                if (stream.isEmpty()) return List.of();
                return drivers.metered().logs()
                        .getLogEvents(request -> request.logGroupName(group).logStreamName(stream.get()).limit(atMost).startFromHead(false))
                        .events().stream().map(OutputLogEvent::message).toList();
            } catch (CloudWatchLogsException e) {
                if (AwsErrors.notFound(e)) return List.of();
                throw e;
            }
        });
    }

    private Optional<String> newestStream(String group) {
        return drivers.metered().logs().describeLogStreams(
                request -> request.logGroupName(group).orderBy(OrderBy.LAST_EVENT_TIME).descending(true).limit(1)).logStreams().stream()
                .findFirst().map(LogStream::logStreamName);
    }

    /** HTTP attempts since the start by IAM action, e.g. {@code ecs:DescribeServices}; for metrics. */
    public Map<String, Long> calls() {
        return budget.calls();
    }

    ResourceDriver<?> driver(String kind) { return drivers.byKind().get(kind); }

    /** The IAM actions that the operator's role needs in this environment, e.g. {@code ecs:CreateService}. */
    public Set<String> actions() {
        var actions = new TreeSet<>(
                Set.of("tag:GetResources", "ecr:BatchGetImage", "ecr:DescribeRepositories", "secretsmanager:ListSecrets",
                        "secretsmanager:DescribeSecret", "ssm:DescribeParameters", "logs:DescribeLogStreams", "logs:GetLogEvents"));
        actions.addAll(NeededImages.actions());
        drivers.byKind().values().forEach(driver -> actions.addAll(driver.actions()));
        return actions;
    }

    @Override
    public void close() { clients.close(); }

    private static <T> T during(Spending spending, Callable<T> work) {
        try {
            return spending.during(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
