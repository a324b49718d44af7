package com.meddevo.techdoc.document;

import com.meddevo.service.language.LanguageTag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A document to add.
 *
 * @param kind TECHDOC unless given
 * @param deviceId what it is about; may be absent
 * @param variantId may be absent; its device need not be given
 * @param blocks its first blocks; may be absent
 */
record NewDocument(@NotBlank @Size(max = 60) String number, @NotBlank @Size(max = 300) String title, Document.Kind kind,
        @NotNull @LanguageTag String language,
        @Size(max = 100) String deviceId, @Size(max = 100) String variantId, @Size(max = 2_000) List<@NotNull @Valid BlockContent> blocks) {
}
