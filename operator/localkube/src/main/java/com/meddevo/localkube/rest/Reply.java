package com.meddevo.localkube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.watch.WatchRequest;
import java.util.List;

/** What goes back to the client. */
sealed interface Reply {

    /**
     * One JSON document.
     *
     * @param warnings sentences for the person behind the client
     */
    record Json(int status, JsonNode body, String contentType, List<String> warnings) implements Reply {
        Json(int status, JsonNode body) { this(status, body, "application/json", List.of()); }
    }

    /** A short text. */
    record Text(int status, String body) implements Reply {
    }

    /** A stream of events, each in the form that the client asked for. */
    record Watch(WatchRequest request, Form form) implements Reply {
    }
}
