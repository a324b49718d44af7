package com.meddevo.techdoc.fact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A fact to add.
 *
 * @param scopeId id of the device or variant; absent for the tenant
 * @param value if given, the first draft
 * @param reason of the first draft
 */
record NewFact(
        @NotNull @Size(max = 100) @Pattern(regexp = FactKey.GRAMMAR, message = "must be lower-case words joined by dots, e.g. device.trade_name") String key,
        @NotNull FactType type, @NotNull FactScope scope, @Size(max = 100) String scopeId, @Valid FactValue value,
        @Size(max = 1_000) String reason) {
    @AssertTrue(message = "a DEVICE or VARIANT scope has a scopeId, TENANT has none")
    boolean isScopeIdFitting() { return scope == null || (scope == FactScope.TENANT) == (scopeId == null); }
}
