package com.meddevo.render.pdf;

import static com.meddevo.render.document.SampleDocument.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.render.body.Body;
import com.meddevo.render.body.BodyWriter;
import com.meddevo.render.document.RenderRequest;
import com.meddevo.render.document.SampleDocument;
import com.meddevo.service.problem.ProblemException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PdfWriterTest {
    private static final String FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(40) + "\n\n";

    @Test
    void the_text_contains_every_resolved_value() throws IOException {
        SampleDocument document = document().heading(1, "About {{fact:device.trade_name}}")
                .text("Accuracy: **{{fact:accuracy}}**\n\n| name | value |\n|---|---:|\n| size | {{fact:size}} |\n\n`{{fact:code}}`")
                .fact("device.trade_name", "LegitCAD *Pro* <3").fact("accuracy", "0,1\u00a0%").fact("size", "5\u00a0µm")
                .fact("code", "ERR_42");

        byte[] pdf = pdf(document);

        assertThat(textOf(pdf)).contains("About LegitCAD *Pro* <3", "Accuracy: 0,1\u00a0%", "5\u00a0µm", "ERR_42");
    }

    @Test
    void the_same_request_gives_the_same_bytes() {
        SampleDocument document = longDocument().asDraft();

        List<byte[]> pdfs = List.of(pdf(document), pdf(document), pdf(document));

        assertThat(pdfs.get(1)).isEqualTo(pdfs.get(0));
        assertThat(pdfs.get(2)).isEqualTo(pdfs.get(0));
    }

    @Test
    void another_document_has_another_id() throws IOException {
        SampleDocument one = document().text("one");
        SampleDocument two = document().text("two");

        assertThat(idOf(pdf(one))).isNotEqualTo(idOf(pdf(two)));
    }

    @Test
    void every_heading_has_a_bookmark_whose_page_is_the_page_in_the_table_of_contents() throws IOException {
        byte[] pdf = pdf(longDocument());

        Map<String, Integer> bookmarks = bookmarksOf(pdf);
        assertThat(bookmarks).hasSize(24);
        assertThat(contentsOf(pdf)).isEqualTo(bookmarks);
        assertThat(bookmarks.values()).as("a document that spreads over pages").contains(2, 5);
    }

    @Test
    void bookmarks_nest_as_the_headings_do() throws IOException {
        SampleDocument document = document().heading(1, "A").heading(2, "A.1").heading(4, "A.1.x").heading(1, "B");

        byte[] bytes = pdf(document);

        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDOutlineItem first = pdf.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(first.getTitle()).isEqualTo("A");
            assertThat(first.getFirstChild().getTitle()).isEqualTo("A.1");
            assertThat(first.getFirstChild().getFirstChild().getTitle()).isEqualTo("A.1.x");
            assertThat(first.getNextSibling().getTitle()).isEqualTo("B");
        }
    }

    @Test
    void every_page_has_number_and_title_above_and_its_page_number_below() throws IOException {
        byte[] bytes = pdf(longDocument().titled("Technical \"file\" \\A content: x"));

        List<String> pages = pagesOf(bytes);
        assertThat(pages).hasSizeGreaterThan(4);
        for (int page = 1; page <= pages.size(); page++) {
            assertThat(pages.get(page - 1)).contains("TD-001 Technical \"file\" \\A content: x", "Page " + page + " of " + pages.size());
        }
    }

    @Test
    void words_follow_the_documents_language() throws IOException {
        byte[] bytes = pdf(longDocument().in("de-AT").asDraft());

        assertThat(pagesOf(bytes)).allMatch(page -> page.contains("ENTWURF") && page.contains("Seite "));
        assertThat(pagesOf(bytes).getFirst()).contains("Inhalt");
    }

    @Test
    void a_draft_says_so_on_every_page_and_nothing_else_does() throws IOException {
        assertThat(pagesOf(pdf(longDocument().asDraft()))).allMatch(page -> page.contains("DRAFT"));
        assertThat(pagesOf(pdf(longDocument()))).noneMatch(page -> page.contains("DRAFT"));
    }

    @Test
    void every_font_is_embedded() throws IOException {
        byte[] bytes = pdf(longDocument().text("*italic* **bold** ***both*** `mono`").asDraft());

        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("Liberation");
                }
            }
        }
    }

    @Test
    void a_character_that_no_font_has_is_refused_and_named() {
        SampleDocument document = document().text("Ω, ж and 中 \uD83D\uDE00");

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> pdf(document));

        assertThat(problem.getBody().getProperties()).containsEntry("code", "unprintable-characters")
                .containsEntry("characters", Set.of("U+4E2D", "U+1F600"));
    }

    @Test
    void nothing_is_fetched_even_if_the_sanitiser_let_it_through() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Element hostile = new Element("main");
            hostile.html(
                    "<link rel='stylesheet' href='" + url + "a.css'><style>@import '" + url + "b.css';</style><img src='" + url + "c.png'>"
                            + "<p style=\"background: url('" + url + "d.png')\">text</p><img src='file:///etc/hostname'><object data='"
                            + url + "e'></object>");

            byte[] pdf = PdfWriter.write(document().request().document(), new Body(hostile, List.of()));

            assertThat(textOf(pdf)).contains("text");
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private static SampleDocument longDocument() {
        SampleDocument document = document();
        for (int chapter = 1; chapter <= 8; chapter++) {
            document.heading(1, "Chapter " + chapter).text(FILLER).heading(2, "Purpose " + chapter)
                    .text(FILLER + "### Users " + chapter + "\n\n" + FILLER);
        }
        return document;
    }

    private static byte[] pdf(SampleDocument document) {
        RenderRequest request = document.request();
        return PdfWriter.write(request.document(), new BodyWriter().write(request));
    }

    private static String textOf(byte[] bytes) throws IOException { return String.join("\n", pagesOf(bytes)); }

    private static List<String> pagesOf(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf));
            }
            return pages;
        }
    }

    private static String idOf(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            return pdf.getDocument().getDocumentID().toString();
        }
    }

    private static Map<String, Integer> bookmarksOf(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            Map<String, Integer> pages = new LinkedHashMap<>();
            collect(pdf, pdf.getDocumentCatalog().getDocumentOutline(), pages);
            return pages;
        }
    }

    private static void collect(PDDocument pdf, PDOutlineNode parent, Map<String, Integer> pages) throws IOException {
        for (PDOutlineItem item : parent.children()) {
            pages.put(item.getTitle(), pdf.getPages().indexOf(item.findDestinationPage(pdf)) + 1);
            collect(pdf, item, pages);
        }
    }

    private static Map<String, Integer> contentsOf(byte[] bytes) throws IOException {
        Matcher line = Pattern.compile("(?m)^((?:Chapter|Purpose|Users) \\d+)[ .]+(\\d+)\\s*$").matcher(pagesOf(bytes).getFirst());
        Map<String, Integer> pages = new LinkedHashMap<>();
        while (line.find()) {
            pages.put(line.group(1), Integer.valueOf(line.group(2)));
        }
        return pages;
    }
}
