package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tags of this service's resources. */
final class EcsTags {

    private static final int PER_RESOURCE = 50;

    private final Site site;

    EcsTags(Site site) { this.site = site; }

    void add(String arn, Collection<Tag> added) {
        var all = new HashMap<>(site.tags().of(arn));
        all.putAll(checked(added));
        if (all.size() > PER_RESOURCE) {
            throw EcsErrors.invalid("The number of tags exceeds the limit of %d.".formatted(PER_RESOURCE));
        }
        site.tags().add(arn, all);
    }

    /** Refuses tags that cannot be added to anything. */
    static Map<String, String> checked(Collection<Tag> added) {
        var tags = new HashMap<String, String>();
        for (var tag : added) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128 || tag.key().startsWith("aws:")) {
                throw EcsErrors.invalid("Tag key '%s' must have 1 to 128 characters and must not begin with 'aws:'.".formatted(tag.key()));
            }
            if (tags.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw EcsErrors.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        return tags;
    }

    void remove(String arn, Collection<String> keys) { site.tags().remove(arn, keys); }

    /** The tags as a reader sees them. */
    List<Tag> read(String arn) {
        return site.tags().read(arn).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }

    void forget(String arn) { site.tags().forget(arn); }

    /** ECS tags resources by their long ARNs only. */
    static void requireLongArn(String arn, Predicate<String> exists) {
        if (arn == null
                || !arn.matches("arn:aws:ecs:[^:]+:\\d{12}:(cluster/[^/]+|(service|task)/[^/]+/[^/]+|task-definition/[^/]+:\\d+)")) {
            throw EcsErrors.invalid("Invalid arn '%s'. Long arn format is required for tagging operations.".formatted(arn));
        }
        if (!exists.test(arn)) {
            throw EcsErrors.resourceNotFound();
        }
    }
}
