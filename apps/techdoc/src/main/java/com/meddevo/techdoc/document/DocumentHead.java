package com.meddevo.techdoc.document;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What may change in a document besides its blocks.
 *
 * @param title one line
 * @param language BCP 47 tag; the facts are resolved in it from then on
 */
record DocumentHead(@NotBlank @Size(max = 300) String title,
        @NotNull @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "must be a BCP 47 tag such as de or en-US") String language) {
}
