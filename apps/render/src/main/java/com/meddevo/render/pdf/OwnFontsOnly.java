package com.meddevo.render.pdf;

import com.openhtmltopdf.util.XRLog;
import java.util.logging.Level;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Answers PDFBox whenever it looks for a font of the machine. Layout registers PDF's 14 standard fonts before it draws anything, for which
 * PDFBox would search the machine's font folders and keep a list of them in the home folder; nothing is ever drawn with them.
 */
final class OwnFontsOnly implements FontMapper {
    private final TrueTypeFont sans = Face.SANS.read();

    private OwnFontsOnly() {}

    /** For this process; also has layout say no more than warnings. */
    static void install() {
        FontMappers.set(new OwnFontsOnly());
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) { return new FontMapping<>(sans, false); }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) { return new FontMapping<>(sans, false); }

    @Override
    public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
        return new CIDFontMapping(null, sans, false);
    }
}
