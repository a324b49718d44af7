package com.meddevo.localcloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedLogs implements CloudWatchLogsClient {

    private static final int PAGE = 50;

    private final LogGroups groups;
    private final LogStreams streams;

    /** Nothing in it yet. */
    public SimulatedLogs(Site site) {
        this.groups = new LogGroups(site);
        this.streams = new LogStreams(site, groups);
    }

    /** What tasks write. */
    public LogStreams streams() { return streams; }

    /** Writes down the log groups; what is written in them is forgotten. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("groups", JsonMemory.list(groups.groups.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("groups"), LogGroup::builder, LogGroup.class)
                .forEach(group -> groups.groups.put(group.logGroupName(), group));
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        groups.create(request);
        return CreateLogGroupResponse.builder().build();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        var page = page(groups.describe(request), request.nextToken(), request.limit());
        return DescribeLogGroupsResponse.builder().logGroups(page.items()).nextToken(page.next()).build();
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        if (request.retentionInDays() == null) {
            throw LogsErrors.invalid("A retention in days is required");
        }
        groups.retention(request.logGroupName(), request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        groups.retention(request.logGroupName(), null);
        return DeleteRetentionPolicyResponse.builder().build();
    }

    @Override
    public AssociateKmsKeyResponse associateKmsKey(AssociateKmsKeyRequest request) {
        groups.key(request.logGroupName(), request.kmsKeyId());
        return AssociateKmsKeyResponse.builder().build();
    }

    @Override
    public DisassociateKmsKeyResponse disassociateKmsKey(DisassociateKmsKeyRequest request) {
        groups.key(request.logGroupName(), null);
        return DisassociateKmsKeyResponse.builder().build();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        groups.delete(request.logGroupName());
        streams.forget(request.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        groups.tag(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        groups.untag(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(groups.tags(request.resourceArn())).build();
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        var page = page(streams.describe(request), request.nextToken(), request.limit());
        return DescribeLogStreamsResponse.builder().logStreams(page.items()).nextToken(page.next()).build();
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        var window = streams.window(request);
        return GetLogEventsResponse.builder().events(window.events()).nextForwardToken(window.forward())
                .nextBackwardToken(window.backward()).build();
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        var page = Page.of(streams.filter(request), request.nextToken(), LogStreams.limit(request.limit()))
                .orElseThrow(() -> LogsErrors.invalid("The specified nextToken is invalid."));
        return FilterLogEventsResponse.builder().events(page.items()).nextToken(page.next()).build();
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && (size < 1 || size > PAGE)) {
            throw LogsErrors.invalid("1 validation error detected: Value '%d' at 'limit' must be between 1 and %d".formatted(size, PAGE));
        }
        return Page.of(all, token, size == null ? PAGE : size).orElseThrow(() -> LogsErrors.invalid("The specified nextToken is invalid."));
    }

    @Override
    public String serviceName() { return AwsService.LOGS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
