package com.meddevo.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pure half of one kind of AWS resource: what the fleet wants of it. No I/O, no clock, no SDK.
 *
 * <p>An implementation promises: the result depends on its arguments alone and not on the order of anything in them; an app's states depend on
 * that app, the environment and the choices in {@link Resolved} alone; applying what it desires and asking again gives equal states.
 */
public interface ResourceKind<S extends ResourceState> {
    /** Lower case with hyphens, e.g. {@code target-group}; the first part of every {@link ResourceId} of this kind. */
    String name();

    Class<S> type();

    /** The parts that are read separately; all must have been read before anything is planned. */
    default Set<String> facets() {
        return Set.of(Reading.WHOLE);
    }

    /** Whether creating it starts the app, so that it waits for the apps that {@code dependsOn} names. */
    default boolean startsTheApp() {
        return false;
    }

    /** The choices that the states depend on; while one cannot be made for an app, its states are blocked or not read. */
    default Set<Choice> choices() {
        return Set.of();
    }

    /** The states that {@link Resolved#apps} ask for. Two apps of one name may give one id twice; the planner blocks them. */
    List<S> desired(Resolved resolved);

    /** Why something that is observed and not desired stays; empty to have it deleted. */
    default Optional<String> keep(S surplus, Resolved resolved) {
        return Optional.empty();
    }

    /** What the spec asks for and this kind refuses to do, in addition to what {@link #desired} asks for: a version that was rolled back. */
    default List<Change.Blocked<S>> withheld(Resolved resolved) {
        return List.of();
    }
}
