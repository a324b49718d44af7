package com.meddevo.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a state's record component whose value is picked among free ones when the plan is made (a rule's priority). It is planned, printed and
 * applied like any other, but stands outside a plan's hash, so that another app's merge does not void an approval.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ChosenLate {
}
