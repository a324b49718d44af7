/**
 * A document as a PDF with bookmarks, a table of contents with page numbers, running headers and embedded fonts.
 *
 * <p>The same request gives the same bytes: dates and the document's id come from the content, not from the clock.
 * Nothing is fetched: every URI that layout asks for is refused, fonts come from the jar.
 */
package com.meddevo.render.pdf;
