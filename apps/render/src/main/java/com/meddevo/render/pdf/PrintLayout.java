package com.meddevo.render.pdf;

import com.meddevo.render.body.Body;
import com.meddevo.render.body.Heading;
import com.meddevo.render.document.DocumentContent;
import com.meddevo.render.document.DocumentContent.Watermark;
import com.meddevo.render.document.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A body as a page description for openhtmltopdf: title, table of contents, text; running header, page numbers, watermark, bookmarks.
 *
 * <p>Built element by element, so what a document contains can never be read as markup or style.
 */
final class PrintLayout {
    /** Page margins are 25 mm at the top and the left (binding) and 20 mm elsewhere, on A4. %1$s and %2$s are the words around the page's number. */
    private static final String STYLE = """
            @page { size: A4; margin: 25mm 20mm 20mm 25mm;
                @top-left { content: element(header) }
                @bottom-right { content: "%1$s " counter(page) " %2$s " counter(pages); font-family: sans; font-size: 8pt; color: #444 } }
            body { font-family: sans; font-size: 10pt; line-height: 1.4; color: #000 }
            .header { position: running(header); font-size: 8pt; color: #444; width: 165mm }
            .watermark { position: fixed; top: 90mm; left: 0; width: 165mm; text-align: center; font-size: 90pt; font-weight: bold;
                color: #ededed; transform: rotate(-45deg); z-index: -1 }
            .front .number { font-size: 11pt; margin: 0 } .front .title { font-size: 20pt; font-weight: bold; margin: 2mm 0 8mm 0 }
            .contents { page-break-after: always } .contents p { font-weight: bold; font-size: 12pt }
            .contents ol { list-style: none; margin: 0; padding: 0 } .contents a { color: #000; text-decoration: none }
            .contents a::after { content: leader('.') target-counter(attr(href), page) }
            .level-2 { margin-left: 5mm } .level-3 { margin-left: 10mm } .level-4, .level-5, .level-6 { margin-left: 15mm }
            h1, h2, h3, h4, h5, h6 { page-break-after: avoid; margin: 6mm 0 2mm 0; line-height: 1.2 }
            h1 { font-size: 16pt } h2 { font-size: 13pt } h3 { font-size: 11pt } h4, h5, h6 { font-size: 10pt }
            p { margin: 0 0 2.5mm 0; orphans: 2; widows: 2 } a { color: #003d7a }
            table { border-collapse: collapse; -fs-table-paginate: paginate; margin: 2mm 0 4mm 0; width: 100%% }
            th, td { border: 0.4pt solid #777; padding: 1mm 1.5mm; text-align: left; vertical-align: top } th { background: #f0f0f0 }
            tr { page-break-inside: avoid } [align=right] { text-align: right } [align=center] { text-align: center }
            code, pre { font-family: mono; font-size: 9pt } pre { white-space: pre-wrap; background: #f6f6f6; padding: 2mm }
            blockquote { margin: 0 0 2.5mm 0; padding-left: 4mm; border-left: 1pt solid #999 }
            """;

    private PrintLayout() {}

    /** The page description; takes the body's element as its own. */
    static Document of(DocumentContent document, Body body) {
        Words words = Words.in(document.language());
        Document page = new Document("");
        Element html = page.appendElement("html").attr("lang", document.language());
        Element head = html.appendElement("head");
        head.appendElement("title").text(document.number() + " " + document.title());
        head.appendElement("style").appendText(STYLE.formatted(words.page(), words.of()));
        head.appendChild(bookmarks(body));
        Element content = html.appendElement("body");
        content.appendElement("div").addClass("header").text(document.number() + " " + document.title());
        if (document.watermark() == Watermark.DRAFT) {
            content.appendElement("div").addClass("watermark").text(words.draft());
        }
        Element front = content.appendElement("div").addClass("front");
        front.appendElement("p").addClass("number").text(document.number());
        front.appendElement("p").addClass("title").text(document.title());
        if (!body.headings().isEmpty()) {
            content.appendChild(contents(body, words));
        }
        content.appendChild(body.html());
        // A heading stays with the text after it only if nothing stands between them.
        body.html().select("> section").unwrap();
        return page;
    }

    private static Element contents(Body body, Words words) {
        Element contents = new Element("div").addClass("contents");
        contents.appendElement("p").text(words.contents());
        Element list = contents.appendElement("ol");
        for (Heading heading : body.headings()) {
            list.appendElement("li").addClass("level-" + heading.level())
                    .appendElement("a").attr("href", "#" + heading.id()).text(heading.text());
        }
        return contents;
    }

    /** Nested by level; a level that was left out (an h3 straight under an h1) does not matter. */
    private static Element bookmarks(Body body) {
        record Open(int level, Element element) {
        }
        Element root = new Element("bookmarks");
        Deque<Open> path = new ArrayDeque<>();
        path.push(new Open(0, root));
        for (Heading heading : body.headings()) {
            while (path.element().level() >= heading.level()) {
                path.pop();
            }
            Element bookmark = path.element().element().appendElement("bookmark").attr("name", heading.text()).attr("href",
                    "#" + heading.id());
            path.push(new Open(heading.level(), bookmark));
        }
        return root;
    }
}
