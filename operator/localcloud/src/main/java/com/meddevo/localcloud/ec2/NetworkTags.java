package com.meddevo.localcloud.ec2;

import com.meddevo.localcloud.state.Site;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of groups and rules, which EC2 names by their ids and everybody else by their ARNs. */
final class NetworkTags {

    private static final int MOST = 50;

    private final Site site;

    NetworkTags(Site site) { this.site = site; }

    String arn(String id) { return site.arn("ec2", (id.startsWith("sgr-") ? "security-group-rule/" : "security-group/") + id); }

    /** The tags that a create asks for. */
    static Map<String, String> asked(List<TagSpecification> specifications, ResourceType type) {
        specifications.stream().filter(specification -> specification.resourceType() != type).findFirst().ifPresent(other -> {
            throw Ec2Errors
                    .invalid("'%s' is not a valid taggable resource type for this operation.".formatted(other.resourceTypeAsString()));
        });
        return specifications.stream().flatMap(specification -> specification.tags().stream())
                .collect(Collectors.toMap(Tag::key, tag -> tag.value() == null ? "" : tag.value()));
    }

    void add(String id, Map<String, String> added) {
        if (added.keySet().stream().anyMatch(key -> key.isEmpty() || key.length() > 127 || key.startsWith("aws:"))) {
            throw Ec2Errors.invalid("Tag keys must have 1 to 127 characters and must not begin with 'aws:'");
        }
        var all = new TreeMap<>(site.tags().of(arn(id)));
        all.putAll(added);
        if (all.size() > MOST) {
            throw Ec2Errors.invalid("The maximum number of tags for '%s' has been reached (%d)".formatted(id, MOST));
        }
        site.tags().add(arn(id), added);
    }

    void remove(String id, Collection<String> keys) { site.tags().remove(arn(id), keys); }

    void forget(String id) { site.tags().forget(arn(id)); }

    /** As a reader sees them. */
    Map<String, String> read(String id) { return site.tags().read(arn(id)); }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }
}
