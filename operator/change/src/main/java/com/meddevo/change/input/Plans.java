package com.meddevo.change.input;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All plans of one change.
 *
 * @param changes in the order of the files and of what they hold
 * @param inputs each file that was read, by the name that records give it, sorted
 */
public record Plans(List<ResourceChange> changes, TreeMap<String, Input> inputs) {
    public static Plans none() { return new Plans(List.of(), new TreeMap<>()); }

    /** Both together. */
    public Plans and(Plans other) {
        var all = new ArrayList<>(changes);
        all.addAll(other.changes);
        var files = new TreeMap<>(inputs);
        files.putAll(other.inputs);
        return new Plans(List.copyOf(all), files);
    }
}
