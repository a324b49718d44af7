package com.meddevo.render.body;

import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A document's content as clean HTML.
 *
 * @param html a {@code main} element with one {@code section} per block; whoever takes it may change it
 * @param headings all headings in reading order; each id is the id of an element in {@code html}
 */
public record Body(Element html, List<Heading> headings) {
}
