package com.meddevo.techdoc.fact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A draft to put.
 *
 * @param reason why the value changes; may be absent
 */
record NewDraft(@NotNull @Valid FactValue value, @Size(max = 1_000) String reason) {
}
