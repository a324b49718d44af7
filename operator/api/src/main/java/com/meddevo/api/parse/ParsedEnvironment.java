package com.meddevo.api.parse;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code MeddevoEnvironment} says.
 *
 * @param terms the environment; empty if it cannot be used
 * @param errors why it cannot be used; empty if it can
 */
public record ParsedEnvironment(Optional<Terms> terms, List<FieldError> errors) {
    public ParsedEnvironment {
        errors = List.copyOf(errors);
    }
}
