package com.meddevo.techdoc.usage;

import java.util.List;

/**
 * A document in which a fact stands.
 *
 * @param blocks ids of the blocks that name it, in reading order
 */
public record Usage(String documentId, String number, String title, List<String> blocks) {
}
