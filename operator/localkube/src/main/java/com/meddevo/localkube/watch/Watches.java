package com.meddevo.localkube.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.read.Selection;
import com.meddevo.localkube.store.Change;
import com.meddevo.localkube.store.Listing;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.watch.WatchEvent.Type;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows the store on behalf of a client. A watch is a place in the store's history, nothing else: one that is slow to be read holds up
 * nobody, and one that falls behind the history is told to begin anew (410).
 */
public final class Watches {
    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final Store store;
    private final Duration betweenBookmarks;

    /**
     * @param store what is followed
     * @param betweenBookmarks how often a client that wants to know is told how far it has seen
     */
    public Watches(Store store, Duration betweenBookmarks) {
        this.store = store;
        this.betweenBookmarks = betweenBookmarks;
    }

    /** Where events go; blocks while the client is slow. */
    @FunctionalInterface
    public interface Sink {

        /** Sends one event. */
        void send(WatchEvent event) throws IOException;
    }

    /** Sends events until the time is over, the store closes or the sink fails. Blocks; meant for a virtual thread. */
    public void follow(WatchRequest request, Sink sink) throws IOException, InterruptedException {
        long end = System.nanoTime() + request.timeout().toNanos();
        try {
            long seen = request.after();
            if (seen == 0 || request.initialEvents()) {
                seen = sendInitial(request, sink);
            }
            long bookmarkAt = nextBookmark();
            for (long now = System.nanoTime(); now < end && !store.isClosed(); now = System.nanoTime()) {
                if (request.bookmarks() && now >= bookmarkAt) {
                    sink.send(bookmark(request.selection().type(), seen, false));
                    bookmarkAt = nextBookmark();
                }
                Duration wait = Duration.ofNanos(Math.min(end - now, betweenBookmarks.toNanos()));
                for (Change change : store.changesAfter(seen, wait)) {
                    Optional<WatchEvent> event = event(request.selection(), change);
                    if (event.isPresent()) {
                        sink.send(event.get());
                    }
                    seen = change.revision();
                }
            }
        } catch (ApiFailure e) {
            sink.send(new WatchEvent(Type.ERROR, e.body()));
        }
    }

    private long nextBookmark() { return System.nanoTime() + betweenBookmarks.toNanos(); }

    private long sendInitial(WatchRequest request, Sink sink) throws IOException {
        Selection selection = request.selection();
        Listing now = store.list(selection.type().collection(), selection.namespace());
        for (ObjectNode object : now.objects()) {
            if (selection.matches().test(object)) {
                sink.send(new WatchEvent(Type.ADDED, selection.type().show(object)));
            }
        }
        if (request.initialEvents() && request.bookmarks()) {
            sink.send(bookmark(selection.type(), now.revision(), true));
        }
        return now.revision();
    }

    /** What a change means to somebody who sees only the selected objects. */
    private static Optional<WatchEvent> event(Selection selection, Change change) {
        boolean was = selection.selects(change.key(), change.before());
        boolean is = !change.deleted() && selection.selects(change.key(), change.after());
        if (!was && !is) {
            return Optional.empty();
        }
        Type type = !was ? Type.ADDED : is ? Type.MODIFIED : Type.DELETED;
        return Optional.of(new WatchEvent(type, selection.type().show(change.after())));
    }

    private static WatchEvent bookmark(ResourceType type, long revision, boolean endsInitialEvents) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        metadata.putNull("creationTimestamp");
        if (endsInitialEvents) {
            metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
        }
        return new WatchEvent(Type.BOOKMARK, object);
    }
}
