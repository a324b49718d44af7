package com.meddevo.aws.loggroup;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** Log groups in AWS. */
public final class LogGroupDriver implements ResourceDriver<LogGroup> {
    private static final int PAGE = 50;

    private final CloudWatchLogsClient logs;
    private final Environment environment;
    private final TagIndex tags;
    private final Clock clock;

    public LogGroupDriver(CloudWatchLogsClient logs, Environment environment, TagIndex tags, Clock clock) {
        this.logs = logs;
        this.environment = environment;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Class<LogGroup> type() { return LogGroup.class; }

    @Override
    public Set<String> actions() {
        return Set.of("logs:DescribeLogGroups", "logs:ListTagsForResource", "logs:CreateLogGroup", "logs:PutRetentionPolicy",
                "logs:AssociateKmsKey", "logs:DisassociateKmsKey", "logs:TagResource");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var groups = groups(LogGroups.prefix(environment) + scope.app().orElse(""));
        var owners = tags.owners(groups.keySet());
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        owners.forEach((arn, id) -> {
            if (!id.kind().equals(LogGroups.KIND) || !scope.includes(id.app())) return;
            var group = groups.get(arn);
            states.add(new LogGroup(id, group.logGroupName(), Optional.ofNullable(group.retentionInDays()).orElse(0),
                    Optional.ofNullable(group.kmsKeyId())));
            arns.put(id, arn);
        });
        return new Observation(List.of(new Reading(LogGroups.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns,
                Facts.ofForeign(tags.foreign(inOurPlaces(groups, scope), scope)));
    }

    private Map<String, ResourceId> inOurPlaces(Map<String, software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> groups,
            Scope scope) {
        var names = scope.fleet().wanted().stream().map(AppSpec::name).filter(scope::includes).distinct()
                .collect(Collectors.toMap(app -> LogGroups.groupName(environment, app), LogGroups::id));
        var inPlace = new HashMap<String, ResourceId>();
        groups.forEach((arn, group) -> Optional.ofNullable(names.get(group.logGroupName())).ifPresent(id -> inPlace.put(arn, id)));
        return inPlace;
    }

    private Map<String, software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> groups(String prefix) {
        var groups = new HashMap<String, software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup>();
        logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(prefix).limit(PAGE)).logGroups()
                .forEach(group -> groups.put(withoutStar(group.arn()), group));
        return groups;
    }

    private static String withoutStar(String arn) { return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn; }

    @Override
    public Outcome apply(Change<LogGroup> change, Arns arns) {
        return switch (change) {
            case Change.Create<LogGroup> create -> create(create.desired());
            case Change.Update<LogGroup> update -> update(update.observed(), update.desired());
            case Change.Delete<LogGroup> delete ->
                new Outcome.Failed("Records", delete.id() + ": log groups are records; delete it by hand", false);
            case Change.Blocked<LogGroup> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(LogGroup desired) {
        try {
            logs.createLogGroup(request -> request.logGroupName(desired.name()).kmsKeyId(desired.kmsKeyArn().orElse(null))
                    .tags(tags.ownership().tags(desired.id())));
        } catch (CloudWatchLogsException e) {
            if (!AwsErrors.alreadyExists(e)) throw e;
            if (!ours(desired)) return tags.ownership().notOurs(desired.id(), "log group " + desired.name());
        }
        return retain(desired);
    }

    private boolean ours(LogGroup desired) {
        return groups(desired.name()).entrySet().stream().filter(entry -> entry.getValue().logGroupName().equals(desired.name()))
                .anyMatch(entry -> tags.confirm(entry.getKey(), desired.id()));
    }

    private Outcome retain(LogGroup desired) {
        logs.putRetentionPolicy(request -> request.logGroupName(desired.name()).retentionInDays(desired.retentionDays()));
        return new Outcome.Done();
    }

    private Outcome update(LogGroup observed, LogGroup desired) {
        if (!observed.kmsKeyArn().equals(desired.kmsKeyArn())) {
            desired.kmsKeyArn().ifPresentOrElse(
                    key -> logs.associateKmsKey(request -> request.logGroupName(desired.name()).kmsKeyId(key)),
                    () -> logs.disassociateKmsKey(request -> request.logGroupName(desired.name())));
        }
        return observed.retentionDays() == desired.retentionDays() ? new Outcome.Done() : retain(desired);
    }
}
