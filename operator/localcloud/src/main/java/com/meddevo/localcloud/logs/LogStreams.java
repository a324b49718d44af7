package com.meddevo.localcloud.logs;

import com.meddevo.localcloud.state.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * What tasks wrote, by group and stream. Each group keeps its latest {@value #STREAMS_PER_GROUP} streams, each stream its latest {@value
 * #EVENTS_PER_STREAM} lines; nothing of it is written to disk.
 */
public final class LogStreams {

    /** How many lines a stream keeps. */
    static final int EVENTS_PER_STREAM = 5_000;

    /** How many streams a group keeps. */
    static final int STREAMS_PER_GROUP = 200;

    private static final int LONGEST_ANSWER = 10_000;

    private final Site site;
    private final LogGroups groups;
    private final Map<String, Map<String, List<OutputLogEvent>>> streams = new LinkedHashMap<>();

    LogStreams(Site site, LogGroups groups) {
        this.site = site;
        this.groups = groups;
    }

    /** Whether there is such a log group. */
    public boolean hasGroup(String group) { return groups.groups.get(group).isPresent(); }

    /** Creates a log group if there is none of that name, as the {@code awslogs-create-group} option does. */
    public void createGroup(String group) {
        if (!hasGroup(group)) {
            groups.create(CreateLogGroupRequest.builder().logGroupName(group).build());
        }
    }

    /** Adds a line to a stream, making the stream if need be; a line for a group that is gone is lost. Inside the account's lock. */
    public void append(String group, String stream, Instant at, String line) {
        if (!hasGroup(group)) {
            return;
        }
        var ofGroup = streams.computeIfAbsent(group, name -> new LinkedHashMap<>());
        var events = ofGroup.computeIfAbsent(stream, name -> new ArrayList<>());
        if (ofGroup.size() > STREAMS_PER_GROUP) {
            ofGroup.remove(ofGroup.keySet().iterator().next());
        }
        events.add(OutputLogEvent.builder().timestamp(at.toEpochMilli()).ingestionTime(site.timeline().now().toEpochMilli()).message(line)
                .build());
        if (events.size() > EVENTS_PER_STREAM) {
            events.subList(0, events.size() - EVENTS_PER_STREAM).clear();
        }
    }

    void forget(String group) { streams.remove(group); }

    List<LogStream> describe(DescribeLogStreamsRequest request) {
        var group = groups.require(request.logGroupName() == null ? request.logGroupIdentifier() : request.logGroupName());
        var byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && request.logStreamNamePrefix() != null) {
            throw LogsErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<LogStream> order = byTime
                ? Comparator.comparing(LogStream::lastEventTimestamp)
                : Comparator.comparing(LogStream::logStreamName);
        return of(group.logGroupName()).entrySet().stream()
                .filter(stream -> request.logStreamNamePrefix() == null || stream.getKey().startsWith(request.logStreamNamePrefix()))
                .map(stream -> LogStream.builder().logStreamName(stream.getKey())
                        .arn("%s:log-stream:%s".formatted(group.logGroupArn(), stream.getKey()))
                        .creationTime(stream.getValue().getFirst().ingestionTime())
                        .firstEventTimestamp(stream.getValue().getFirst().timestamp())
                        .lastEventTimestamp(stream.getValue().getLast().timestamp())
                        .lastIngestionTime(stream.getValue().getLast().ingestionTime())
                        .storedBytes(0L).build())
                .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order).toList();
    }

    /** The lines of one stream in the asked span of time, and the position of the first and behind the last one. */
    Window window(GetLogEventsRequest request) {
        var group = groups.require(request.logGroupName() == null ? request.logGroupIdentifier() : request.logGroupName());
        var events = Optional.ofNullable(of(group.logGroupName()).get(request.logStreamName())).orElseThrow(LogsErrors::streamNotFound)
                .stream()
                .filter(event -> within(event.timestamp(), request.startTime(), request.endTime())).toList();
        var limit = limit(request.limit());
        var token = request.nextToken();
        if (token != null && !token.matches("[fb]/\\d+")) {
            throw LogsErrors.invalid("The specified nextToken is invalid.");
        }
        var position = token == null ? -1 : Math.min(events.size(), Integer.parseInt(token.substring(2)));
        var forward = token == null ? Boolean.TRUE.equals(request.startFromHead()) : token.startsWith("f/");
        var from = forward ? Math.max(0, position) : Math.max(0, (token == null ? events.size() : position) - limit);
        var to = forward ? Math.min(events.size(), from + limit) : token == null ? events.size() : position;
        return new Window(List.copyOf(events.subList(from, to)), "f/" + to, "b/" + from);
    }

    /**
     * A part of a stream.
     *
     * @param events   its lines, oldest first
     * @param forward  token of what comes after
     * @param backward token of what came before
     */
    record Window(List<OutputLogEvent> events, String forward, String backward) {
    }

    List<FilteredLogEvent> filter(FilterLogEventsRequest request) {
        var group = groups.require(request.logGroupName() == null ? request.logGroupIdentifier() : request.logGroupName());
        var named = new HashSet<>(request.logStreamNames());
        var terms = terms(request.filterPattern());
        return of(group.logGroupName()).entrySet().stream()
                .filter(stream -> named.isEmpty() || named.contains(stream.getKey()))
                .filter(stream -> request.logStreamNamePrefix() == null || stream.getKey().startsWith(request.logStreamNamePrefix()))
                .flatMap(stream -> stream.getValue().stream()
                        .filter(event -> within(event.timestamp(), request.startTime(), request.endTime()))
                        .filter(event -> terms.stream().allMatch(event.message()::contains))
                        .map(event -> FilteredLogEvent.builder().logStreamName(stream.getKey()).timestamp(event.timestamp())
                                .message(event.message())
                                .ingestionTime(event.ingestionTime())
                                .eventId("%d-%d".formatted(event.timestamp(), event.message().hashCode())).build()))
                .sorted(Comparator.comparing(FilteredLogEvent::timestamp)).toList();
    }

    static int limit(Integer asked) {
        if (asked != null && (asked < 1 || asked > LONGEST_ANSWER)) {
            throw LogsErrors.invalid("The limit must be between 1 and %d, not %d".formatted(LONGEST_ANSWER, asked));
        }
        return asked == null ? LONGEST_ANSWER : asked;
    }

    private Map<String, List<OutputLogEvent>> of(String group) { return streams.getOrDefault(group, Map.of()); }

    private static boolean within(long timestamp, Long from, Long to) {
        return (from == null || timestamp >= from) && (to == null || timestamp < to);
    }

    /** The words of an unstructured filter pattern, quoted ones whole; all must occur. Optional and excluded words are refused. */
    private static List<String> terms(String pattern) {
        if (pattern == null || pattern.isBlank()) {
            return List.of();
        }
        if (pattern.matches("\\s*[\\[{%].*") || pattern.matches("(^|.*\\s)[-?].*")) {
            throw LogsErrors
                    .invalid("The local cloud understands filter patterns of words and quoted phrases only, not '%s'".formatted(pattern));
        }
        return Stream.of(pattern.trim().split("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")).map(word -> word.replace("\"", "")).toList();
    }
}
