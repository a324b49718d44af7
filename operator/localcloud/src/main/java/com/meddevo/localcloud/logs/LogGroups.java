package com.meddevo.localcloud.logs;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** The log groups, without what is written in them. */
final class LogGroups {

    /** The only numbers of days that AWS accepts as a retention. */
    static final Set<Integer> RETENTIONS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
            2922, 3288, 3653);

    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final int TAGS_PER_GROUP = 50;

    private final Site site;
    final Versioned<String, LogGroup> groups;

    LogGroups(Site site) {
        this.site = site;
        this.groups = site.store();
    }

    void create(CreateLogGroupRequest request) {
        var name = request.logGroupName();
        if (name == null || !NAME.matcher(name).matches() || name.startsWith("aws/")) {
            throw LogsErrors.invalid(
                    "1 validation error detected: Value '%s' at 'logGroupName' failed to satisfy constraint: %s".formatted(name, NAME));
        }
        if (groups.get(name).isPresent()) {
            throw LogsErrors.groupExists();
        }
        var arn = site.arn("logs", "log-group:" + name);
        addTags(arn, request.tags());
        groups.put(name,
                LogGroup.builder().logGroupName(name).arn(arn + ":*").logGroupArn(arn).creationTime(site.timeline().now().toEpochMilli())
                        .metricFilterCount(0).storedBytes(0L).kmsKeyId(request.kmsKeyId())
                        .logGroupClass(request.logGroupClass() == null ? LogGroupClass.STANDARD : request.logGroupClass()).build());
    }

    void retention(String name, Integer days) {
        if (days != null && !RETENTIONS.contains(days)) {
            throw LogsErrors.invalid(
                    "1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy constraint: Member must be one of %s"
                            .formatted(days, RETENTIONS.stream().sorted().toList()));
        }
        groups.put(name, require(name).toBuilder().retentionInDays(days).build());
    }

    /** @param kmsKeyId null for AWS's own key */
    void key(String name, String kmsKeyId) {
        groups.put(name, require(name).toBuilder().kmsKeyId(kmsKeyId).build());
    }

    void delete(String name) {
        site.tags().forget(require(name).logGroupArn());
        groups.remove(name);
    }

    List<LogGroup> describe(DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw LogsErrors.invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        return groups.readAll().stream()
                .filter(group -> request.logGroupNamePrefix() == null || group.logGroupName().startsWith(request.logGroupNamePrefix()))
                .filter(group -> request.logGroupNamePattern() == null || group.logGroupName().contains(request.logGroupNamePattern()))
                .filter(group -> request.logGroupIdentifiers().isEmpty() || request.logGroupIdentifiers().contains(group.logGroupName())
                        || request.logGroupIdentifiers().contains(group.logGroupArn()))
                .sorted((a, b) -> a.logGroupName().compareTo(b.logGroupName())).toList();
    }

    LogGroup require(String nameOrArn) {
        if (nameOrArn == null) {
            throw LogsErrors.invalid("A log group name is required");
        }
        var name = nameOrArn.startsWith("arn:") ? nameOrArn.replaceAll("^.*:log-group:", "").replaceAll(":\\*$", "") : nameOrArn;
        return groups.get(name).orElseThrow(LogsErrors::groupNotFound);
    }

    Map<String, String> tags(String arn) {
        requireTagged(arn);
        return site.tags().read(arn);
    }

    void tag(String arn, Map<String, String> added) {
        requireTagged(arn);
        addTags(arn, added);
    }

    void untag(String arn, Collection<String> keys) {
        requireTagged(arn);
        site.tags().remove(arn, keys);
    }

    private void addTags(String arn, Map<String, String> added) {
        if (added.keySet().stream().anyMatch(key -> key.isEmpty() || key.length() > 128 || key.startsWith("aws:"))) {
            throw LogsErrors.invalid("Tag keys must have 1 to 128 characters and must not begin with 'aws:'");
        }
        var all = new HashMap<>(site.tags().of(arn));
        all.putAll(added);
        if (all.size() > TAGS_PER_GROUP) {
            throw LogsErrors.tooManyTags(arn);
        }
        site.tags().add(arn, added);
    }

    /** The tag operations want the ARN as it is without the {@code :*} that {@code arn} ends with. */
    private void requireTagged(String arn) {
        if (arn == null || !arn.startsWith("arn:") || arn.endsWith(":*")) {
            throw LogsErrors.invalid("'%s' is not a valid log group ARN for tagging".formatted(arn));
        }
        require(arn);
    }
}
