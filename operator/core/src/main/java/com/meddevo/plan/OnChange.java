package com.meddevo.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says on a state's record component what changing it costs. Absent: {@link Effect#IN_PLACE}. Nested records inherit it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OnChange {
    Effect value();

    /** Why, as a sentence for the person who reads the plan. */
    String because();
}
