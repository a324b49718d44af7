package com.meddevo.api.parse;

import com.meddevo.registry.Registry;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code MeddevoRegistry} says.
 *
 * @param registry empty if it cannot be used
 * @param errors why it cannot be used; empty if it can
 */
public record ParsedRegistry(Optional<Registry> registry, List<FieldError> errors) {
    public ParsedRegistry {
        errors = List.copyOf(errors);
    }
}
