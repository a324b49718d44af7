package com.meddevo.techdoc.usage;

import java.util.List;

/**
 * What a new value of a fact would change.
 *
 * @param documents those in which some text would be another, and no others
 */
record Impact(String factId, String key, List<AffectedDocument> documents) {
    /** A document whose text would change. */
    record AffectedDocument(String documentId, String number, String title, List<AffectedBlock> blocks) {
    }

    /**
     * A block whose text would change: its Markdown with the values in place of the tokens.
     *
     * @param before as it reads now; a token that nothing resolves stands as it is written
     * @param after as it would read
     */
    record AffectedBlock(String blockId, String before, String after) {
    }
}
