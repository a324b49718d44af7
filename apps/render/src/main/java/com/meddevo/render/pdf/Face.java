package com.meddevo.render.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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

    /** The font file's bytes. */
    InputStream open() { return new ByteArrayInputStream(font); }

    /** Makes every face known to a PDF under its family's name; only the glyphs that are used are embedded. */
    static void useAllIn(PdfRendererBuilder pdf) {
        for (Face face : values()) {
            pdf.useFont(face::open, face.family, face.weight, face.style, true);
        }
    }
}
