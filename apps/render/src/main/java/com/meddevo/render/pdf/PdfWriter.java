package com.meddevo.render.pdf;

import com.meddevo.render.body.Body;
import com.meddevo.render.document.DocumentContent;
import com.meddevo.service.problem.ProblemException;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.springframework.http.HttpStatus;

/** Writes one PDF. */
final class PdfWriter {
    private static final String PRODUCER = "meddevo render";

    static {
        OwnFontsOnly.install();
    }

    private PdfWriter() {}

    /**
     * A PDF's bytes; the same input gives the same bytes.
     *
     * @throws ProblemException {@code unprintable-characters} (422, with {@code characters}) if the fonts lack a character;
     *     {@code nested-too-deep} (422) if layout ran out of stack
     */
    static byte[] write(DocumentContent document, Body body) {
        Document page = PrintLayout.of(document, body);
        refuseUnprintable(page);
        try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PdfRendererBuilder layout = new PdfRendererBuilder();
            Face.useAllIn(layout, pdf);
            layout.useFastMode();
            layout.withW3cDocument(new W3CDom().namespaceAware(false).fromJsoup(page), null);
            layout.useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            layout.useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
            layout.usePDDocument(pdf);
            layout.toStream(bytes);
            try (PdfBoxRenderer renderer = layout.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
            }
            describe(pdf, document, page);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PDF could not be written to memory", impossible);
        } catch (StackOverflowError tooDeep) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "nested-too-deep",
                    "Lists, quotes or tables are nested too deep to be laid out. Flatten them.", Map.of());
        }
    }

    /** What the file says about itself. The clock has no part in it: dates stand for "not known", the id is made from the content. */
    private static void describe(PDDocument pdf, DocumentContent document, Document page) {
        Calendar epoch = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        epoch.setTimeInMillis(0);
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(document.number() + " " + document.title());
        information.setProducer(PRODUCER);
        information.setCreationDate(epoch);
        information.setModificationDate(epoch);
        pdf.setDocumentInformation(information);
        pdf.getDocumentCatalog().setLanguage(document.language());
        pdf.setDocumentId(fingerprint(page.outerHtml()));
    }

    private static long fingerprint(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void refuseUnprintable(Document page) {
        SortedSet<String> missing = PrintableCharacters.missingFor(page.wholeText());
        if (!missing.isEmpty()) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "unprintable-characters",
                    "The PDF's fonts have Latin, Greek and Cyrillic letters and common signs, but not: " + String.join(", ", missing)
                            + ". Write them differently, or render HTML.",
                    Map.of("characters", missing));
        }
    }
}
