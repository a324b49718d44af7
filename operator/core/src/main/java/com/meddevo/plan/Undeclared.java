package com.meddevo.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a state's record component that nobody declares: what only AWS knows (a revision number), or what only order depends on. It is never
 * compared, printed or hashed; the ids in it are edges like any other. With {@link OnDrift} a difference in it is reported, and left alone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Undeclared {
}
