/**
 * The engine: from what is wanted and what was read to an ordered list of changes. Pure: no I/O, no clock, nothing but the JDK, and the same
 * input always gives the same plan, whether the controller, the command line or a test asks.
 *
 * <table>
 * <caption>What becomes of a resource</caption>
 * <tr><th>desired</th><th>observed</th><th>its app</th><th>the plan says</th></tr>
 * <tr><td>yes</td><td>no</td><td>wanted</td><td>create</td></tr>
 * <tr><td>yes</td><td>somebody else's</td><td>wanted</td><td>blocked, or taken over where the spec says adopt</td></tr>
 * <tr><td>yes</td><td>no</td><td>wanted, first start, what it depends on is not started</td><td>blocked</td></tr>
 * <tr><td>yes</td><td>no</td><td>wanted, its route has no room or is another app's</td><td>blocked</td></tr>
 * <tr><td>yes</td><td>other, as stated under drift.ignore</td><td>wanted</td><td>nothing, and a note</td></tr>
 * <tr><td>yes</td><td>equal</td><td>wanted</td><td>nothing</td></tr>
 * <tr><td>yes</td><td>equal, but for what nobody declared</td><td>wanted</td><td>nothing, and the undeclared drift by its tier</td></tr>
 * <tr><td>yes</td><td>other</td><td>wanted</td><td>update; blocked where AWS cannot change the field</td></tr>
 * <tr><td>yes</td><td>any</td><td>one of several that claim the name</td><td>blocked</td></tr>
 * <tr><td>yes</td><td>twice</td><td>wanted</td><td>blocked</td></tr>
 * <tr><td>no</td><td>yes</td><td>wanted</td><td>kept if its kind says why, else delete</td></tr>
 * <tr><td>no</td><td>yes</td><td>leaving, Delete</td><td>kept if its kind says why, else delete</td></tr>
 * <tr><td>no</td><td>yes</td><td>leaving with Retain, held, without its name, or unknown</td><td>kept</td></tr>
 * <tr><td>any</td><td>not read</td><td>any</td><td>not read: neither it nor what refers to it is touched</td></tr>
 * </table>
 *
 * <p>Read in this order: {@link com.meddevo.plan.ResourceState}, {@link com.meddevo.plan.ResourceKind}, {@link com.meddevo.plan.Resolved},
 * {@link com.meddevo.plan.Planner} with its Draft and Dependencies, {@link com.meddevo.plan.Plan}.
 */
package com.meddevo.plan;
