package com.meddevo.render.body;

/**
 * A heading as the table of contents and the bookmarks show it.
 *
 * @param level 1 to 6
 * @param id of the element, unique in the document
 * @param text without markup
 */
public record Heading(int level, String id, String text) {
}
