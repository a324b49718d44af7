package com.meddevo.localcloud.tagging;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.PaginationTokenExpiredException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** The simulated service. It sees tags as late as the account's readers do, and resources that are gone for as long. */
public final class SimulatedTagging implements ResourceGroupsTaggingApiClient {

    private static final int PAGE = 100;

    private final Site site;

    /** A service that sees the tags of a site. */
    public SimulatedTagging(Site site) { this.site = site; }

    @Override
    public GetResourcesResponse getResources(GetResourcesRequest request) {
        if (request.resourceARNList().size() > PAGE || request.resourceTypeFilters().size() > PAGE) {
            throw invalid("At most %d ARNs or resource types can be named in one call".formatted(PAGE));
        }
        if (!request.resourceARNList().isEmpty() && (!request.tagFilters().isEmpty() || !request.resourceTypeFilters().isEmpty())) {
            throw invalid("ResourceARNList cannot be combined with TagFilters, ResourceTypeFilters or pagination");
        }
        if (request.resourcesPerPage() != null && (request.resourcesPerPage() < 1 || request.resourcesPerPage() > PAGE)) {
            throw invalid("ResourcesPerPage must be between 1 and %d".formatted(PAGE));
        }
        var found = site.tags().readAll().entrySet().stream().filter(resource -> matches(request, resource.getKey(), resource.getValue()))
                .map(resource -> mapping(
                        resource.getKey(), site.tags().read(resource.getKey())))
                .sorted((a, b) -> a.resourceARN().compareTo(b.resourceARN())).toList();
        var page = Page.of(found, request.paginationToken(), request.resourcesPerPage() == null ? PAGE : request.resourcesPerPage())
                .orElseThrow(() -> Refusal.of(AwsService.TAGGING, PaginationTokenExpiredException.builder(),
                        "The pagination token is invalid or has expired"));
        return GetResourcesResponse.builder().resourceTagMappingList(page.items()).paginationToken(page.next() == null ? "" : page.next())
                .build();
    }

    private static boolean matches(GetResourcesRequest request, String arn, Map<String, String> tags) {
        return (request.resourceARNList().isEmpty() || request.resourceARNList().contains(arn))
                && (request.resourceTypeFilters().isEmpty() || request.resourceTypeFilters().stream().anyMatch(type -> isOfType(arn, type)))
                && request.tagFilters().stream().allMatch(filter -> fits(filter, tags));
    }

    /** {@code ecs} takes all resources of a service, {@code ecs:service} those of one type. */
    private static boolean isOfType(String arn, String filter) {
        var parts = arn.split(":", 6);
        var wanted = filter.split(":", 2);
        return parts[2].equals(wanted[0])
                && (wanted.length == 1 || parts[5].matches(wanted[1].replaceAll("[^A-Za-z0-9-]", ".") + "[/:].*"));
    }

    private static boolean fits(TagFilter filter, Map<String, String> tags) {
        return tags.containsKey(filter.key()) && (filter.values().isEmpty() || filter.values().contains(tags.get(filter.key())));
    }

    private static ResourceTagMapping mapping(String arn, Map<String, String> tags) {
        return ResourceTagMapping.builder().resourceARN(arn)
                .tags(tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList()).build();
    }

    private static AwsServiceException invalid(String message) {
        return Refusal.of(AwsService.TAGGING, InvalidParameterException.builder(), message);
    }

    @Override
    public String serviceName() { return AwsService.TAGGING.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the tags.
    }
}
