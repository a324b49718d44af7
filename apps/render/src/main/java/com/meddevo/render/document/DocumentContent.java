package com.meddevo.render.document;

import com.meddevo.service.language.LanguageTag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A document's head and its blocks in reading order.
 *
 * @param number the number that the manufacturer files it under, e.g. {@code TD-001}
 * @param title one line
 * @param language BCP 47 tag such as {@code de} or {@code en-US}; decides the words that render adds itself (contents, page n of m)
 * @param watermark what stands across every page; nothing if absent
 * @param blocks in reading order, at least none, at most 5,000
 */
public record DocumentContent(@NotBlank @Size(max = 60) String number,
        @NotBlank @Size(max = 300) String title,
        @NotNull @LanguageTag String language,
        Watermark watermark,
        @NotNull @Size(max = 5_000) List<@NotNull @Valid Block> blocks) {
    /** What a page can be marked with. */
    public enum Watermark {
        /** Not approved: must not be used as a controlled document. */
        DRAFT
    }
}
