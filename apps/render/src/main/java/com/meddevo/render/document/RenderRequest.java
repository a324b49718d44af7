package com.meddevo.render.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * One document to render.
 *
 * @param document its head and blocks
 * @param facts the text that each fact token stands for, by the fact's key, as it shall be read in the document's language;
 *     plain text, never Markdown or HTML: {@code *} stays a star. Facts that no token names are allowed and ignored.
 */
public record RenderRequest(@NotNull @Valid DocumentContent document,
        @NotNull @Size(max = 10_000) Map<String, @NotNull @Size(max = 100_000) String> facts) {
}
