package com.meddevo.render.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;

/** What all faces can print. Layout would put a replacement sign for anything else, and a controlled document must not change silently. */
final class PrintableCharacters {
    private static final BitSet KNOWN = inAllFaces();

    private PrintableCharacters() {}

    /** The characters of a text that cannot be printed, as {@code U+4E2D}, sorted; white space can always be. */
    static SortedSet<String> missingFor(String text) {
        return text.codePoints()
                .filter(character -> !Character.isWhitespace(character) && !KNOWN.get(character))
                .mapToObj("U+%04X"::formatted).collect(Collectors.toCollection(TreeSet::new));
    }

    private static BitSet inAllFaces() {
        BitSet known = new BitSet();
        known.set(0, Character.MAX_CODE_POINT + 1);
        for (Face face : Face.values()) {
            try (TrueTypeFont font = face.read()) {
                CmapLookup glyphs = font.getUnicodeCmapLookup();
                for (int character = known.nextSetBit(0); character >= 0; character = known.nextSetBit(character + 1)) {
                    if (glyphs.getGlyphId(character) == 0) {
                        known.clear(character);
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("font of " + face + " is broken", broken);
            }
        }
        return known;
    }
}
