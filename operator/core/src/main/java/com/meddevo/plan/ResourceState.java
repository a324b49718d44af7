package com.meddevo.plan;

/**
 * One AWS resource, as it should be or as it is: the same record type for both sides, so that equal means settled. An implementation is a
 * record; a component of type {@link ResourceId} (also inside lists, maps, optionals and nested records) is an edge: what it names must exist
 * first and goes last.
 */
public interface ResourceState {
    ResourceId id();

    /**
     * Whether AWS is already taking the resource away (an ECS service that drains). It still counts as there for whatever it refers to, and
     * cannot be updated: when it is desired, it is planned anew and its driver waits.
     */
    default boolean leaving() { return false; }
}
