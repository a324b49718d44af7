package com.meddevo.techdoc.document;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A block of a document.
 *
 * @param blockId stable for the document's life and never given again, e.g. {@code b7}
 * @param facts the keys that its Markdown names; stored with the text in one write, and indexed: this is the reverse index of usages
 * @param version counts the block's own changes, from 1; its entity tag
 */
public record Block(String blockId, BlockContent content, SortedSet<String> facts, int version) {
    /** Keeps a sorted copy. */
    public Block {
        facts = new TreeSet<>(facts);
    }

    static Block first(String blockId, BlockContent content) {
        return new Block(blockId, content, FactTokens.keysIn(content.markdown()), 1);
    }

    Block changed(BlockContent newContent) { return new Block(blockId, newContent, FactTokens.keysIn(newContent.markdown()), version + 1); }
}
