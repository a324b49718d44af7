package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who owns fields, and how it came to own them.
 *
 * @param manager name that the client gave itself
 * @param applied whether by apply; otherwise by create, update or patch
 * @param apiVersion in which the fields are written; an applier is the same in every version
 * @param subresource through which they were written; empty for the object itself
 */
record ManagerKey(String manager, boolean applied, String apiVersion, String subresource) {

    /** Reads the key of an entry of {@code managedFields}. */
    static ManagerKey of(JsonNode entry) {
        return new ManagerKey(entry.path("manager").asText(), entry.path("operation").asText().equals("Apply"),
                entry.path("apiVersion").asText(), entry.path("subresource").asText());
    }

    /** Whether both are one manager. */
    boolean sameAs(ManagerKey other) {
        return manager.equals(other.manager) && applied == other.applied && subresource.equals(other.subresource)
                && (applied || apiVersion.equals(other.apiVersion));
    }

    /** As a conflict names it. */
    String readable(String time) {
        String words = '"' + manager + '"' + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + '"');
        return applied ? words : words + " using " + apiVersion + (time.isEmpty() ? "" : " at " + time);
    }
}
