package com.meddevo.render.html;

import com.meddevo.render.body.Body;
import com.meddevo.render.body.Heading;
import com.meddevo.render.document.DocumentContent;
import com.meddevo.render.document.DocumentContent.Watermark;
import com.meddevo.render.document.Words;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/** Lays a body out as a page for a browser. */
final class HtmlPage {
    private static final String STYLE = """
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
            table { border-collapse: collapse } th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: left }
            [align=right] { text-align: right } [align=center] { text-align: center }
            pre { overflow-x: auto; background: #f4f4f4; padding: .75rem }
            .watermark { color: #a40000; border: 2px solid; display: inline-block; padding: .1rem .75rem; letter-spacing: .2em }
            nav ol { list-style: none; padding: 0 } .level-2 { margin-left: 1.5rem } .level-3 { margin-left: 3rem }
            .level-4, .level-5, .level-6 { margin-left: 4.5rem }
            """;

    private HtmlPage() {}

    /** The page as text; the same input gives the same text. */
    static String of(DocumentContent document, Body body) {
        Words words = Words.in(document.language());
        Document page = new Document("");
        page.outputSettings(new OutputSettings().prettyPrint(false));
        page.appendChild(new DocumentType("html", "", ""));
        Element html = page.appendElement("html").attr("lang", document.language());
        Element head = html.appendElement("head");
        head.appendElement("meta").attr("charset", "utf-8");
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("title").text(document.number() + " " + document.title());
        head.appendElement("style").appendText(STYLE);
        Element content = html.appendElement("body");
        Element header = content.appendElement("header");
        header.appendElement("p").addClass("number").text(document.number());
        header.appendElement("p").addClass("title").appendElement("strong").text(document.title());
        if (document.watermark() == Watermark.DRAFT) {
            header.appendElement("p").addClass("watermark").text(words.draft());
        }
        if (!body.headings().isEmpty()) {
            content.appendChild(contents(body, words));
        }
        content.appendChild(body.html());
        return page.outerHtml();
    }

    private static Element contents(Body body, Words words) {
        Element nav = new Element("nav").attr("aria-label", words.contents());
        Element list = nav.appendElement("ol");
        for (Heading heading : body.headings()) {
            list.appendElement("li").addClass("level-" + heading.level())
                    .appendElement("a").attr("href", "#" + heading.id()).text(heading.text());
        }
        return nav;
    }
}
