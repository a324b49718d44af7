package com.meddevo.render.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The faces that a PDF embeds: Liberation 2 (SIL Open Font License 1.1), from the class path, since a slim image has no fonts
 * and two machines must give the same bytes.
 */
enum Face {
    /** Text. */
    SANS("LiberationSans-Regular.ttf", "sans", 400, FontStyle.NORMAL),
    /** Headings, emphasis in tables. */
    SANS_BOLD("LiberationSans-Bold.ttf", "sans", 700, FontStyle.NORMAL),
    /** Emphasis. */
    SANS_ITALIC("LiberationSans-Italic.ttf", "sans", 400, FontStyle.ITALIC),
    /** Emphasis in strong text. */
    SANS_BOLD_ITALIC("LiberationSans-BoldItalic.ttf", "sans", 700, FontStyle.ITALIC),
    /** Code. */
    MONO("LiberationMono-Regular.ttf", "mono", 400, FontStyle.NORMAL);

    private final String family;
    private final int weight;
    private final FontStyle style;
    private final byte[] font;

    Face(String file, String family, int weight, FontStyle style) {
        this.family = family;
        this.weight = weight;
        this.style = style;
        try (InputStream resource = Face.class.getResourceAsStream("/liberation/" + file)) {
            this.font = resource.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("font " + file + " cannot be read from the class path", broken);
        }
    }

    /** The font, to be read once and by one thread. */
    TrueTypeFont read() {
        try {
            TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(font));
            // PDFBox would match every word against the font's tables of ligatures: two thirds of a page's time, and the same page in the end.
            read.setEnableGsub(false);
            return read;
        } catch (IOException broken) {
            throw new UncheckedIOException("font of " + this + " is broken", broken);
        }
    }

    /** Makes every face known to a layout under its family's name; only faces and glyphs that are used get into the document. */
    static void useAllIn(PdfRendererBuilder layout, PDDocument pdf) {
        for (Face face : values()) {
            layout.useFont(new InDocument(face, pdf), face.family, face.weight, face.style, true);
        }
    }

    /** A face in one document, loaded when the first letter needs it. */
    private static final class InDocument extends PDFontSupplier {
        private final Face face;
        private final PDDocument pdf;
        private PDFont loaded;

        InDocument(Face face, PDDocument pdf) {
            super(null);
            this.face = face;
            this.pdf = pdf;
        }

        @Override
        public PDFont supply() {
            if (loaded == null) {
                try {
                    loaded = PDType0Font.load(pdf, face.read(), true);
                } catch (IOException broken) {
                    throw new UncheckedIOException("font of " + face + " cannot be embedded", broken);
                }
            }
            return loaded;
        }
    }
}
