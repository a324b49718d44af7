package com.meddevo.techdoc.document;

import com.meddevo.service.language.LanguageTag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What may change in a document besides its blocks.
 *
 * @param title one line
 * @param language BCP 47 tag; the facts are resolved in it from then on
 */
record DocumentHead(@NotBlank @Size(max = 300) String title,
        @NotNull @LanguageTag String language) {
}
