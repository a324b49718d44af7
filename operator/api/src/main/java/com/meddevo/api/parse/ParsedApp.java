package com.meddevo.api.parse;

import com.meddevo.fleet.Member;
import java.util.List;

/**
 * What a {@code MeddevoApp} says.
 *
 * @param member the app's part in the fleet: held if the spec cannot be used or is suspended, leaving if it is being deleted
 * @param errors why the spec cannot be used; empty if it can
 */
public record ParsedApp(Member member, List<FieldError> errors) {
    public ParsedApp {
        errors = List.copyOf(errors);
    }

    /** Whether the spec can be used, which is what the condition {@code Accepted} says. */
    public boolean accepted() {
        return errors.isEmpty();
    }
}
