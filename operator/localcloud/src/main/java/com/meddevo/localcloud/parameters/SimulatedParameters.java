package com.meddevo.localcloud.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.parameters.Parameters.Stored;
import com.meddevo.localcloud.parameters.Parameters.Value;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.*;

/** The simulated parameter store: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedParameters implements SsmClient {

    private static final int PAGE = 50;
    private static final int NAMES = 10;

    private final Site site;
    private final Parameters parameters;

    /** Nothing in it yet. */
    public SimulatedParameters(Site site) {
        this.site = site;
        this.parameters = new Parameters(site);
    }

    /**
     * What a task gets for a container definition's {@code valueFrom}: a parameter's name or ARN.
     *
     * @throws AwsServiceException if there is no such parameter
     */
    public String value(String valueFrom) { return parameters.get(valueFrom, true).value(); }

    /** Writes down the parameters with their values: the account's file is to this account what AWS's storage is to a real one. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        parameters.parameters.all().forEach(stored -> {
            var one = saved.putObject(stored.name()).put("arn", stored.arn()).put("type", stored.type().toString())
                    .put("description", stored.description()).put("keyId", stored.keyId());
            var values = one.putArray("values");
            stored.values().forEach(value -> values.addObject().put("text", value.text()).put("at", value.at().toString()));
        });
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        saved.properties().forEach(entry -> {
            var one = entry.getValue();
            var values = one.path("values").valueStream()
                    .map(value -> new Value(value.path("text").asText(), Instant.parse(value.path("at").asText())))
                    .toList();
            parameters.parameters.put(entry.getKey(), new Stored(entry.getKey(), one.path("arn").asText(),
                    ParameterType.fromValue(one.path("type").asText()), one.path("description").asText(null),
                    one.path("keyId").asText(null), values));
        });
    }

    @Override
    public PutParameterResponse putParameter(PutParameterRequest request) {
        if (Boolean.TRUE.equals(request.overwrite()) && !request.tags().isEmpty()) {
            throw ParameterErrors
                    .invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove "
                            + "overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
        }
        var stored = parameters.put(request);
        site.tags().add(stored.arn(), request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return PutParameterResponse.builder().version(stored.version()).tier(ParameterTier.STANDARD).build();
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        return GetParameterResponse.builder().parameter(parameters.get(request.name(), Boolean.TRUE.equals(request.withDecryption())))
                .build();
    }

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        if (request.names().isEmpty() || request.names().size() > NAMES) {
            throw ParameterErrors.invalid("A call gets 1 to %d parameters.".formatted(NAMES));
        }
        var found = new ArrayList<Parameter>();
        var missing = new ArrayList<String>();
        for (var name : request.names()) {
            try {
                found.add(parameters.get(name, Boolean.TRUE.equals(request.withDecryption())));
            } catch (AwsServiceException e) {
                missing.add(name);
            }
        }
        return GetParametersResponse.builder().parameters(found).invalidParameters(missing).build();
    }

    @Override
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        if (request.path() == null || !request.path().startsWith("/")) {
            throw ParameterErrors
                    .invalid("The parameter doesn't meet the parameter name requirements. The path must begin with a forward slash.");
        }
        var page = page(parameters.below(request.path(), Boolean.TRUE.equals(request.recursive())), request.nextToken(),
                request.maxResults(), NAMES);
        return GetParametersByPathResponse.builder().nextToken(page.next())
                .parameters(page.items().stream().map(one -> parameters.get(one.name(), Boolean.TRUE.equals(request.withDecryption())))
                        .toList())
                .build();
    }

    @Override
    public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
        var page = page(parameters.filtered(request.parameterFilters()), request.nextToken(), request.maxResults(), PAGE);
        return DescribeParametersResponse.builder().parameters(page.items().stream().map(this::metadata).toList())
                .nextToken(page.next()).build();
    }

    private ParameterMetadata metadata(Stored one) {
        return ParameterMetadata.builder().name(one.name()).arn(one.arn()).type(one.type()).keyId(one.keyId())
                .description(one.description())
                .version(one.version()).lastModifiedDate(one.values().getLast().at())
                .lastModifiedUser("arn:aws:iam::%s:root".formatted(site.accountId())).tier(ParameterTier.STANDARD).dataType("text")
                .policies(List.of())
                .build();
    }

    @Override
    public GetParameterHistoryResponse getParameterHistory(GetParameterHistoryRequest request) {
        var stored = parameters.require(request.name());
        var all = new ArrayList<ParameterHistory>();
        for (var value : stored.values()) {
            all.add(ParameterHistory.builder().name(stored.name()).type(stored.type()).keyId(stored.keyId()).version(all.size() + 1L)
                    .value(Parameters.shown(stored, value, Boolean.TRUE.equals(request.withDecryption()))).lastModifiedDate(value.at())
                    .tier(ParameterTier.STANDARD).dataType("text").build());
        }
        var page = page(all, request.nextToken(), request.maxResults(), PAGE);
        return GetParameterHistoryResponse.builder().parameters(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        parameters.delete(parameters.require(request.name()));
        return DeleteParameterResponse.builder().build();
    }

    @Override
    public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
        var known = request.names().stream().filter(name -> parameters.parameters.get(name).isPresent()).toList();
        known.forEach(name -> parameters.delete(parameters.require(name)));
        return DeleteParametersResponse.builder().deletedParameters(known)
                .invalidParameters(request.names().stream().filter(name -> !known.contains(name)).toList()).build();
    }

    @Override
    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        site.tags().add(tagged(request.resourceId()).arn(), request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return AddTagsToResourceResponse.builder().build();
    }

    @Override
    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        site.tags().remove(tagged(request.resourceId()).arn(), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tagList(site.tags().read(tagged(request.resourceId()).arn()).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList()).build();
    }

    private Stored tagged(String name) {
        return Optional.ofNullable(name).flatMap(parameters.parameters::get).orElseThrow(() -> ParameterErrors.resource(name));
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size, int largest) {
        if (size != null && (size < 1 || size > largest)) {
            throw ParameterErrors.invalid("MaxResults must be between 1 and %d.".formatted(largest));
        }
        return Page.of(all, token, size == null ? largest : size).orElseThrow(ParameterErrors::token);
    }

    @Override
    public String serviceName() { return AwsService.PARAMETERS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
