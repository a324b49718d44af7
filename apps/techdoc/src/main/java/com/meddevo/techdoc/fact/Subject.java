package com.meddevo.techdoc.fact;

/**
 * What a document is about, and with it which facts it sees.
 *
 * @param deviceId {@code null} if it is about nothing less than the whole company
 * @param variantId {@code null} if it is about all variants; a variant without its device does not exist
 */
public record Subject(String deviceId, String variantId) {
    /** Checks that a variant comes with its device. */
    public Subject {
        if (variantId != null && deviceId == null) {
            throw new IllegalArgumentException("a variant comes with its device");
        }
    }

    /** Whether a fact of this scope holds for the subject. */
    public boolean sees(Fact fact) {
        return switch (fact.scope()) {
            case TENANT -> true;
            case DEVICE -> fact.scopeId().equals(deviceId);
            case VARIANT -> fact.scopeId().equals(variantId);
        };
    }
}
