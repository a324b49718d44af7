package com.meddevo.plan;

/**
 * A resource that nobody desires and that stays all the same.
 *
 * @param because why: a record that is kept, a rollback target, an orphan of an unknown app, something that still refers to it
 */
public record Kept(ResourceId id, String because) {
}
