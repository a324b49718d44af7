package com.meddevo.controller.loop;

import com.meddevo.plan.CanonicalJson;
import com.meddevo.plan.Deviation;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Tier;
import java.time.Instant;
import java.util.Comparator;

/**
 * One field in which AWS differs although nobody changed the spec.
 *
 * @param field the path; {@link #WHOLE} when the whole resource is missing
 * @param observed what AWS has, as a plan prints it
 * @param desired what the spec says, as a plan prints it; where nobody declared anything, what AWS has when nobody touched it
 * @param since when it was first seen
 * @param tier how much it matters
 * @param declared whether the spec, or a default of it, says what the field should be; otherwise it is told and left alone
 * @param because what it leads to; may be empty
 */
public record Drift(ResourceId resource, String field, String observed, String desired, Instant since, Tier tier, boolean declared,
        String because) {
    /** Stands for the field when the whole resource is missing. */
    public static final String WHOLE = "*";

    /** The gravest first, then by resource and field. */
    static final Comparator<Drift> ORDER = Comparator.comparing(Drift::tier).thenComparing(Drift::resource).thenComparing(Drift::field);

    private static final String ABSENT = "absent";

    static Drift missing(ResourceId resource, Instant since) {
        return new Drift(resource, WHOLE, ABSENT, "present", since, Tier.AVAILABILITY, true,
                "the app does without it until it is made anew");
    }

    static Drift of(Deviation one, boolean declared, Instant since) {
        return new Drift(one.resource(), one.field(), printed(one.observed()), printed(one.desired()), since, one.tier(), declared,
                one.because());
    }

    /** Names a drift for as long as it lasts. */
    public String key() { return key(resource, field); }

    public static String key(ResourceId resource, String field) { return resource + " " + field; }

    /** A value as a person reads it. */
    static String printed(Object value) {
        return switch (value) {
            case null -> ABSENT;
            case String text -> text;
            default -> CanonicalJson.of(value);
        };
    }
}
