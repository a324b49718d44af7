package com.meddevo.techdoc.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A key that a document's blocks name, and what stands for it.
 *
 * @param key as the tokens name it
 * @param blocks ids of the blocks that name it, in reading order
 * @param factId of the deciding fact; absent if none decides
 * @param rev its approved revision
 * @param text as the document shows it; absent if unresolved
 * @param language of the text, if it is the tenant's because the document's is missing; else absent
 * @param unresolved why there is no text; absent if there is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dependency(String key, List<String> blocks, String factId, Integer rev, String text, String language, String unresolved) {
}
