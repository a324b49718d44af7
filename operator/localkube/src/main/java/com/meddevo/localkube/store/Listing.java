package com.meddevo.localkube.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The objects of a collection as they were at one moment.
 *
 * @param revision the resource version of that moment
 * @param objects by namespace and name; not to be changed
 */
public record Listing(long revision, List<ObjectNode> objects) {
}
