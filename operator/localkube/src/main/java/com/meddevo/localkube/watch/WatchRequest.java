package com.meddevo.localkube.watch;

import com.meddevo.localkube.read.Selection;
import java.time.Duration;

/**
 * What a client wants to be told.
 *
 * @param selection about which objects
 * @param after from which resource version on; 0: first what is there, then what changes
 * @param initialEvents whether what is there comes first although a resource version is stated, closed by a bookmark
 * @param bookmarks whether the client wants to be told from time to time how far it has seen
 * @param timeout when to end
 */
public record WatchRequest(Selection selection, long after, boolean initialEvents, boolean bookmarks, Duration timeout) {
}
