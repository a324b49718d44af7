package com.meddevo.controller.loop;

import com.meddevo.plan.ResourceId;
import java.time.Instant;

/**
 * One field in which AWS differs although nobody changed the spec.
 *
 * @param field the path; {@link #WHOLE} when the whole resource is missing
 * @param observed what AWS has, as a plan prints it
 * @param desired what the spec says, as a plan prints it
 * @param since when it was first seen
 */
public record Drift(ResourceId resource, String field, String observed, String desired, Instant since) {
    /** Stands for the field when the whole resource is missing. */
    public static final String WHOLE = "*";

    /** Names a drift for as long as it lasts. */
    public String key() { return key(resource, field); }

    public static String key(ResourceId resource, String field) { return resource + " " + field; }
}
