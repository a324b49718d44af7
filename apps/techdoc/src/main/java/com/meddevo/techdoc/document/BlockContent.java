package com.meddevo.techdoc.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What an author writes into a block.
 *
 * @param kind how the Markdown is read
 * @param level of a heading, 1 to 4; absent for every other kind
 * @param markdown with fact tokens; a heading is one line of inline Markdown
 */
public record BlockContent(@NotNull Kind kind, @Min(1) @Max(4) Integer level, @NotNull @Size(max = 100_000) String markdown) {
    /** How a block's Markdown is read. */
    public enum Kind {
        /** A line of inline Markdown that opens a section. */
        @JsonProperty("heading")
        HEADING,
        /** Any Markdown: paragraphs, lists, tables. */
        @JsonProperty("text")
        TEXT
    }

    @AssertTrue(message = "a heading has a level from 1 to 4, other blocks have none")
    boolean isLevelFitting() { return kind == null || (kind == Kind.HEADING) == (level != null); }

    @AssertTrue(message = "a heading is one line and not empty")
    boolean isHeadingOneLine() {
        return kind != Kind.HEADING || markdown == null || !markdown.isBlank() && markdown.strip().lines().count() == 1;
    }
}
