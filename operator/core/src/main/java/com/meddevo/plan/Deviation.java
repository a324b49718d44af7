package com.meddevo.plan;

import java.util.Comparator;
import java.util.List;

/**
 * A field in which AWS has something else than the desired state, and how much that matters.
 *
 * @param field the record path, as {@link FieldChange} has it
 * @param observed null when the field is absent in AWS
 * @param desired of a field that nobody declared, what AWS has when nobody touched it; null for absent
 * @param because what it leads to; empty for {@link Tier#OTHER} without a word to say
 */
public record Deviation(ResourceId resource, String field, Object observed, Object desired, Tier tier, String because) {
    /** The gravest first. */
    static final Comparator<Deviation> ORDER = Comparator.comparing(Deviation::tier).thenComparing(Deviation::resource)
            .thenComparing(Deviation::field);

    /** The fields of an update, each with its weight; in the update's order. */
    public static List<Deviation> of(Change.Update<?> update) {
        var weighed = Fields.declared(update.observed(), update.desired());
        return update.fields().stream().map(field -> weighed.stream().filter(one -> one.field().equals(field.path())).findFirst()
                .orElseGet(() -> new Deviation(update.id(), field.path(), field.observed(), field.desired(), Tier.OTHER, ""))).toList();
    }
}
