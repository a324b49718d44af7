package com.meddevo.api.parse;

import com.meddevo.api.validation.Violation;

/**
 * Why a resource cannot be used.
 *
 * @param path the field, e.g. {@code spec.route.listener}
 * @param message what is wrong with it and what would be right
 */
public record FieldError(String path, String message) {
    static FieldError of(Violation violation) { return new FieldError(violation.path(), violation.description()); }

    /** {@code path: message}. */
    @Override
    public String toString() { return path + ": " + message; }
}
