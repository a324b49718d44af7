/**
 * A container registry, and which of its images nobody can need any more. Pure: no I/O, no clock, nothing but the JDK.
 *
 * <p>A registry is not an environment: it has an account, a role and plans of its own, and several environments pull from it. Deleting an image that
 * one of them still needs breaks it later, when a task is replaced or a rollout goes back, so {@link com.meddevo.registry.CleanUp} deletes on positive
 * evidence alone:
 *
 * <table>
 * <caption>What becomes of an image</caption>
 * <tr><th>the image</th><th>the plan says</th></tr>
 * <tr><td>has a tag</td><td>kept</td></tr>
 * <tr><td>runs, is wanted, is a rollback's target, or stands in an active task definition of any environment that may pull</td><td>kept</td></tr>
 * <tr><td>is part of a list of images that is kept, holds one that is needed, or is an attestation of one that is kept</td><td>kept</td></tr>
 * <tr><td>is one of the repository's newest releases</td><td>kept</td></tr>
 * <tr><td>was pushed or pulled within its age</td><td>kept</td></tr>
 * <tr><td>none of these, for less than the quarantine</td><td>kept, with the time when it goes</td></tr>
 * <tr><td>none of these, and an environment or the repository was not read</td><td>kept, and what was not read is named</td></tr>
 * <tr><td>none of these</td><td>deleted, once a second reading says the same</td></tr>
 * </table>
 *
 * <p>Read in this order: {@link com.meddevo.registry.Registry}, {@link com.meddevo.registry.Sight}, {@link com.meddevo.registry.CleanUp}.
 */
package com.meddevo.registry;
