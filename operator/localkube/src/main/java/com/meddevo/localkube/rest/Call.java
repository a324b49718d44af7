package com.meddevo.localkube.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method {@code GET} and the like
 * @param segments of the decoded path
 * @param query the first value of each parameter
 * @param contentType of the body; empty without one
 * @param accept what the client understands
 * @param userAgent what the client calls itself
 * @param body never null
 */
record Call(String method, List<String> segments, Map<String, String> query, String contentType, String accept, String userAgent,
        byte[] body) {
    private static final int LONGEST_MANAGER = 128;

    /** A query parameter; empty if absent. */
    String parameter(String name) { return query.getOrDefault(name, ""); }

    /** Whether a query parameter says yes; it does by merely being there. */
    boolean flag(String name) {
        String value = query.getOrDefault(name, "false");
        return !value.equals("false") && !value.equals("0");
    }

    /** Who writes: what the client says, else the first word of its user agent. */
    String manager() {
        String stated = parameter("fieldManager");
        String name = stated.isEmpty() ? userAgent.split("/", 2)[0] : stated;
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(LONGEST_MANAGER, name.length()));
    }

    /** A whole number; empty if absent or not one. */
    Optional<Integer> number(String name) {
        try {
            return parameter(name).isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(parameter(name)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
