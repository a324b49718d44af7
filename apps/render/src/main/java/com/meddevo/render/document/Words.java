package com.meddevo.render.document;

import java.util.Locale;
import java.util.Map;

/**
 * The words that render adds to a document, in the document's language.
 *
 * @param contents title of the table of contents
 * @param page word before the page's number
 * @param of word between the page's number and the number of pages
 * @param draft watermark of a document that nobody approved
 */
public record Words(String contents, String page, String of, String draft) {
    private static final Words ENGLISH = new Words("Contents", "Page", "of", "DRAFT");
    private static final Map<String, Words> BY_LANGUAGE = Map.of(
            "en", ENGLISH,
            "de", new Words("Inhalt", "Seite", "von", "ENTWURF"),
            "es", new Words("Índice", "Página", "de", "BORRADOR"),
            "fr", new Words("Sommaire", "Page", "sur", "PROJET"),
            "it", new Words("Indice", "Pagina", "di", "BOZZA"));

    /** The words of a BCP 47 tag's language; English if there are none. */
    public static Words in(String languageTag) {
        return BY_LANGUAGE.getOrDefault(Locale.forLanguageTag(languageTag).getLanguage(), ENGLISH);
    }
}
