package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.state.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/** Tags of this service's resources. */
final class DiscoveryTags {

    private static final int PER_RESOURCE = 50;

    private final Site site;
    private final Instances state;

    DiscoveryTags(Site site, Instances state) {
        this.site = site;
        this.state = state;
    }

    void add(String arn, Collection<Tag> added) {
        var all = new HashMap<>(site.tags().of(arn));
        for (var tag : added) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128 || tag.key().startsWith("aws:")) {
                throw DiscoveryErrors
                        .invalidInput("Tag key '%s' must have 1 to 128 characters and must not begin with 'aws:'".formatted(tag.key()));
            }
            all.put(tag.key(), tag.value() == null ? "" : tag.value());
        }
        if (all.size() > PER_RESOURCE) {
            throw DiscoveryErrors.tooManyTags();
        }
        site.tags().add(arn, all);
    }

    void addTo(String arn, Collection<Tag> added) {
        requireResource(arn);
        add(arn, added);
    }

    void remove(String arn, Collection<String> keys) {
        requireResource(arn);
        site.tags().remove(arn, keys);
    }

    List<Tag> list(String arn) {
        requireResource(arn);
        return site.tags().read(arn).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }

    private void requireResource(String arn) {
        var known = Stream.concat(state.services.all().stream().map(Service::arn), state.namespaces.all().stream().map(Namespace::arn));
        if (known.noneMatch(one -> one.equals(arn))) {
            throw DiscoveryErrors.resourceNotFound(arn);
        }
    }
}
