package com.meddevo.techdoc.rendering;

import java.util.Locale;

/** What a document is rendered to; the request parameter in lower case. */
enum Format {
    /** One page of sanitised HTML. */
    HTML,
    /** A PDF with bookmarks and table of contents. */
    PDF;

    /** The name in paths and file names. */
    String lowerCase() { return name().toLowerCase(Locale.ROOT); }
}
