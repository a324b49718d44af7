package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import java.util.List;
import java.util.Optional;

/** What is peculiar to one kind, beyond its schema. */
public sealed interface KindRules permits ConfigRules, CrdRules, CustomRules, NamespaceRules, PlainRules {

    /** Fills in what the server decides when an object is created; changes the object. */
    default void created(ObjectNode object) {}

    /** Puts back or derives what a client cannot decide when an object changes; changes {@code object}. */
    default void updated(ObjectNode object, ObjectNode current) {}

    /** What is wrong with an object; {@code current} is null for a new one. */
    default List<Violation> problems(ObjectNode object, ObjectNode current) {
        return List.of();
    }

    /** Prepares an object for its deletion, for example by a finalizer of the server; changes the object. */
    default void deleting(ObjectNode object) {}

    /** Why an object may never be deleted, if so. */
    default Optional<String> undeletable(ObjectNode object) { return Optional.empty(); }

    /** Whether, finalizers of the metadata aside, something still holds a deleted object. */
    default boolean held(ObjectNode object) {
        return false;
    }

    /** Whether {@code metadata.generation} counts the changes of everything but metadata and status. */
    default boolean countsGenerations() {
        return false;
    }

    /** Whether a PUT must state the resource version it replaces. */
    default boolean needsResourceVersion() { return false; }
}
