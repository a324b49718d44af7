package com.meddevo.plan;

/**
 * One field that differs.
 *
 * @param path the record path, e.g. {@code healthCheck.path} or {@code environment[LOG_LEVEL]}
 * @param observed null when the field is absent in AWS
 * @param desired null when the field is to go
 * @param because why the effect is what it is; empty for {@link Effect#IN_PLACE}
 */
public record FieldChange(String path, Object observed, Object desired, Effect effect, String because) {
}
