package com.meddevo.aws.tags;

import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Who owns which ARN. One paged question to the tagging service per sweep answers for hundreds of resources; what it does not know (it lags behind by
 * minutes) is asked of the resource's own service once and remembered until the tagging service knows it too. Thread-safe.
 */
public final class TagIndex {
    private static final int PAGE = 100;
    /**
     * Services whose lists come without tags, and security groups and access points, which others name by their ids alone. ECS tells tags with the
     * resource.
     */
    private static final List<String> SERVICES = List.of("elasticloadbalancing", "logs", "servicediscovery", "ec2:security-group",
            "cloudwatch:alarm", "elasticfilesystem:access-point");

    private final ResourceGroupsTaggingApiClient tagging;
    private final OwnTags own;
    private final Ownership ownership;
    private final Map<String, ResourceId> listed = new ConcurrentHashMap<>();
    private final Map<String, Optional<ResourceId>> asked = new ConcurrentHashMap<>();

    /** The tags of what stands in our places and is not ours; read anew on the slow cycle. */
    private final Map<String, Map<String, String>> foreign = new ConcurrentHashMap<>();

    public TagIndex(ResourceGroupsTaggingApiClient tagging, OwnTags own, Ownership ownership) {
        this.tagging = tagging;
        this.own = own;
        this.ownership = ownership;
    }

    /** The tags that make a resource ours. */
    public Ownership ownership() { return ownership; }

    /** Lists what carries the environment's tag; costs one call per 100 resources. */
    public void refresh(Scope scope) {
        var filters = new ArrayList<TagFilter>();
        filters.add(TagFilter.builder().key(Ownership.ENVIRONMENT).values(ownership.environment()).build());
        scope.app().ifPresent(app -> filters.add(TagFilter.builder().key(Ownership.APP).values(app).build()));
        var request = GetResourcesRequest.builder().tagFilters(filters).resourceTypeFilters(SERVICES).resourcesPerPage(PAGE).build();
        var before = Set.copyOf(listed.keySet());
        var found = new HashMap<String, ResourceId>();
        tagging.getResourcesPaginator(request).resourceTagMappingList()
                .forEach(resource -> id(resource).ifPresent(id -> found.put(resource.resourceARN(), id)));
        listed.putAll(found);
        // What another refresh has learnt since this one was asked is newer than this answer.
        listed.entrySet().removeIf(entry -> before.contains(entry.getKey()) && scope.includes(entry.getValue().app())
                && !found.containsKey(entry.getKey()));
        asked.keySet().removeAll(found.keySet());
    }

    private Optional<ResourceId> id(ResourceTagMapping resource) {
        return ownership.id(resource.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    /** The owners of these ARNs; what is not ours, or does not exist, is left out. */
    public Map<String, ResourceId> owners(Collection<String> arns) {
        var owners = new HashMap<String, ResourceId>();
        var unknown = new ArrayList<String>();
        for (String arn : Set.copyOf(arns)) {
            var known = Optional.ofNullable(listed.get(arn)).map(Optional::of).orElseGet(() -> asked.get(arn));
            if (known == null) unknown.add(arn);
            else
                known.ifPresent(id -> owners.put(arn, id));
        }
        // Answers count as they come, since a refresh that goes on beside may forget what it replaces.
        if (!unknown.isEmpty()) own.of(unknown).forEach((arn, tags) -> {
            var id = ownership.id(tags);
            asked.put(arn, id);
            id.ifPresent(ours -> owners.put(arn, ours));
        });
        return owners;
    }

    /**
     * What of these stands in the place of a resource of ours and is not ours. Asks each resource's own service for its tags, once in a while.
     *
     * @param inPlace the id that ours would have, by ARN
     */
    public List<Facts.Foreign> foreign(Map<String, ResourceId> inPlace, Scope scope) {
        var theirs = new TreeMap<>(inPlace);
        theirs.entrySet().removeIf(entry -> owner(entry.getKey()).filter(entry.getValue()::equals).isPresent());
        foreign.keySet().removeIf(arn -> scope.slow() || !theirs.containsKey(arn) && inPlace.containsKey(arn));
        var unknown = theirs.keySet().stream().filter(arn -> !foreign.containsKey(arn)).toList();
        if (!unknown.isEmpty()) foreign.putAll(own.of(unknown));
        return theirs.entrySet().stream().filter(entry -> foreign.containsKey(entry.getKey()))
                .map(entry -> ownership.foreign(entry.getValue(), entry.getKey(), foreign.get(entry.getKey()))).toList();
    }

    /** Somebody else's resource has become ours. */
    public void adopted(String arn, ResourceId id) {
        foreign.remove(arn);
        learn(arn, id);
    }

    /** Whether the resource's own service says, now, that the ARN is this one of ours; asked before whatever cannot be taken back. */
    public boolean confirm(String arn, ResourceId id) {
        return Optional.ofNullable(own.of(List.of(arn)).get(arn)).flatMap(ownership::id).filter(id::equals).isPresent();
    }

    /** The owner of an ARN as far as it is known without asking. */
    public Optional<ResourceId> owner(String arn) {
        return Optional.ofNullable(listed.get(arn)).or(() -> asked.getOrDefault(arn, Optional.empty()));
    }

    /** Whether anything of a kind is known to exist within a scope. */
    public boolean owns(String kind, Scope scope) {
        return Stream.concat(listed.values().stream(), asked.values().stream().flatMap(Optional::stream))
                .anyMatch(id -> id.kind().equals(kind) && scope.includes(id.app()));
    }

    /** The ids of a kind that are known to exist for an app. */
    public Set<ResourceId> ids(String kind, String app) {
        return Stream.concat(listed.values().stream(), asked.values().stream().flatMap(Optional::stream))
                .filter(id -> id.kind().equals(kind) && id.app().equals(app)).collect(Collectors.toSet());
    }

    /** The ARNs of a kind that are known to exist for an app, by id. */
    public Map<ResourceId, String> arns(String kind, String app) {
        var known = new HashMap<ResourceId, String>();
        listed.forEach((arn, id) -> known.put(id, arn));
        asked.forEach((arn, id) -> id.ifPresent(ours -> known.put(ours, arn)));
        known.keySet().removeIf(id -> !id.kind().equals(kind) || !id.app().equals(app));
        return known;
    }

    /** We created it just now. */
    public void learn(String arn, ResourceId id) { asked.put(arn, Optional.of(id)); }

    /** We deleted it just now. */
    public void forget(String arn) {
        listed.remove(arn);
        asked.remove(arn);
    }
}
