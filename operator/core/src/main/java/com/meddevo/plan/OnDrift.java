package com.meddevo.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on a state's record component what it means when AWS has another value than the desired state. Absent: {@link Tier#OTHER}; nested records
 * inherit it. On a component that is {@link Undeclared} it asks for the difference to be reported at all: nothing is done about it then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OnDrift {
    Tier value();

    /** What it leads to, as half a sentence for the person who sees the difference. */
    String because();
}
