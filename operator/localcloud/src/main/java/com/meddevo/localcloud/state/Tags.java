package com.meddevo.localcloud.state;

import com.meddevo.localcloud.time.Timeline;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of every resource of the account, by ARN. The services that own the resources check what they accept; the tagging service reads
 * them all. Used inside the account's lock only.
 */
public final class Tags {

    private final Versioned<String, Map<String, String>> tags;

    Tags(Timeline timeline, Consistency consistency) { this.tags = new Versioned<>(timeline, consistency); }

    /** Adds tags to a resource, replacing those with the same keys. */
    public void add(String arn, Map<String, String> added) {
        var all = new TreeMap<>(of(arn));
        all.putAll(added);
        if (!all.isEmpty()) {
            tags.put(arn, Map.copyOf(all));
        }
    }

    /** Takes tags from a resource; keys it does not have are ignored. */
    public void remove(String arn, Collection<String> keys) {
        if (tags.get(arn).isPresent()) {
            var rest = new TreeMap<>(of(arn));
            keys.forEach(rest::remove);
            tags.put(arn, Map.copyOf(rest));
        }
    }

    /** Forgets a resource that is gone. */
    public void forget(String arn) {
        if (tags.get(arn).isPresent()) {
            tags.remove(arn);
        }
    }

    /** The tags of a resource as they are, sorted by key; empty for one that has none. */
    public Map<String, String> of(String arn) {
        return new TreeMap<>(tags.get(arn).orElse(Map.of()));
    }

    /** The tags of a resource as a reader sees them, sorted by key. */
    public Map<String, String> read(String arn) {
        return new TreeMap<>(tags.read(arn).orElse(Map.of()));
    }

    /** Every resource that has or had tags, as a reader sees them. */
    public Map<String, Map<String, String>> readAll() {
        return tags.readEntries();
    }

    /** Every resource that has or had tags, as they are. */
    public Map<String, Map<String, String>> all() { return tags.entries(); }
}
