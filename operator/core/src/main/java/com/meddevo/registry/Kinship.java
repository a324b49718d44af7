package com.meddevo.registry;

import com.meddevo.plan.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which image stays because another one stays. */
final class Kinship {
    private final Map<ResourceId, StoredImage> images = new HashMap<>();
    private final Map<ResourceId, List<StoredImage>> holders = new HashMap<>();
    private final Map<ResourceId, List<StoredImage>> remarks = new HashMap<>();

    Kinship(List<StoredImage> all) {
        all.forEach(image -> {
            images.put(image.id(), image);
            image.holds().forEach(part -> holders.computeIfAbsent(part, any -> new ArrayList<>()).add(image));
            image.about().ifPresent(subject -> remarks.computeIfAbsent(subject, any -> new ArrayList<>()).add(image));
        });
    }

    /** Neither a part of a list nor something said about another image: what somebody released. */
    boolean release(StoredImage image) {
        return image.about().isEmpty() && !holders.containsKey(image.id());
    }

    /** The lists that hold an image. */
    List<StoredImage> holdersOf(ResourceId part) { return holders.getOrDefault(part, List.of()); }

    /**
     * Adds what stays because of what stays already.
     *
     * @param kept why, by image; grows
     * @param needed those of them that may be pulled: the lists that hold them stay too, since one pulls by the list
     */
    void spread(Map<ResourceId, String> kept, Set<ResourceId> needed) {
        var open = new ArrayDeque<ResourceId>(needed);
        var seen = new HashSet<ResourceId>();
        while (!open.isEmpty()) {
            ResourceId part = open.remove();
            if (!seen.add(part)) continue;
            for (StoredImage list : holdersOf(part)) {
                kept.putIfAbsent(list.id(), "holds " + part.name() + ", which is needed");
                open.add(list.id());
            }
        }
        open.addAll(kept.keySet());
        while (!open.isEmpty()) {
            ResourceId id = open.remove();
            var image = images.get(id);
            if (image == null) continue;
            image.holds().stream().filter(images::containsKey).forEach(part -> keep(part, "is part of " + id.name(), kept, open));
            remarks.getOrDefault(id, List.of()).forEach(remark -> keep(remark.id(), "is about " + id.name(), kept, open));
        }
    }

    private static void keep(ResourceId id, String because, Map<ResourceId, String> kept, ArrayDeque<ResourceId> open) {
        if (kept.putIfAbsent(id, because + ", which stays") == null) open.add(id);
    }
}
