package com.meddevo.localkube.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.store.Listing;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gets and lists objects. All pages of a list show one moment, as long as the history reaches back to it. */
public final class Reads {
    private static final Duration PATIENCE_WITH_THE_FUTURE = Duration.ofSeconds(3);

    private final Store store;

    /** @param store where the objects are */
    public Reads(Store store) { this.store = store; }

    /**
     * A page of a list.
     *
     * @param revision the moment it shows
     * @param objects not to be changed
     * @param continueToken where the next page begins; empty if this is the last
     * @param remaining how many objects are on later pages
     */
    public record Page(long revision, List<ObjectNode> objects, String continueToken, int remaining) {
    }

    /** One object in the version of its type; 404 if it is not there. */
    public ObjectNode get(ResourceType type, ObjectKey key) {
        return type.show(store.get(key).orElseThrow(() -> ApiFailure.notFound(type.subject(key.name()))));
    }

    /** A list. */
    public Page list(ListRequest request) {
        Selection selection = request.selection();
        ResourceType type = selection.type();
        boolean first = request.continueToken().isEmpty();
        ContinueToken token = first ? null : ContinueToken.decode(request.continueToken());
        Listing listing = first ? listing(request) : pageOf(type, selection.namespace(), token);
        List<ObjectNode> page = new ArrayList<>();
        int remaining = 0;
        for (ObjectNode object : listing.objects()) {
            if (selection.matches().test(object) && (first || token.isBefore(namespace(object), name(object)))) {
                if (request.limit() > 0 && page.size() == request.limit()) {
                    remaining++;
                } else {
                    page.add(type.show(object));
                }
            }
        }
        String next = remaining == 0
                ? ""
                : new ContinueToken(listing.revision(), namespace(page.getLast()), name(page.getLast())).encode();
        return new Page(listing.revision(), page, next, remaining);
    }

    private Listing listing(ListRequest request) {
        String collection = request.selection().type().collection();
        long asked = revision(request.resourceVersion());
        if (asked > 0) {
            awaitRevision(asked);
        }
        return request.match().equals("Exact")
                ? store.listAt(collection, request.selection().namespace(), asked)
                : store.list(collection, request.selection().namespace());
    }

    private Listing pageOf(ResourceType type, String namespace, ContinueToken token) {
        try {
            return store.listAt(type.collection(), namespace, token.revision());
        } catch (ApiFailure e) {
            throw ApiFailure.expired(
                    "The provided continue parameter is too old to display a consistent list result. You can start a new list without"
                            + " the continue parameter.");
        }
    }

    /** A resource version a client stated; 0 if it stated none. 400 if it is no number. */
    public static long revision(String stated) {
        try {
            return stated.isEmpty() ? 0 : Long.parseUnsignedLong(stated);
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest(
                    "resourceVersion: Invalid value: \"" + stated + "\": strconv.ParseUint: parsing \"" + stated + "\": invalid syntax");
        }
    }

    private void awaitRevision(long asked) {
        try {
            long deadline = System.nanoTime() + PATIENCE_WITH_THE_FUTURE.toNanos();
            for (long now = store.revision(); now < asked; now = store.revision()) {
                if (System.nanoTime() >= deadline) {
                    throw ApiFailure.tooLargeResourceVersion(asked, now);
                }
                store.changesAfter(now, Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.internal("the API is shutting down");
        }
    }

    private static String namespace(ObjectNode object) { return object.at("/metadata/namespace").asText(""); }

    private static String name(ObjectNode object) { return object.at("/metadata/name").asText(); }
}
