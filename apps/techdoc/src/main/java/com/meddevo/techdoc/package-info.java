/**
 * Smart technical documentation of medical devices: devices, facts with revisions, and documents whose text uses the facts.
 *
 * <p>A fact (the trade name, the measuring accuracy) is written once and used by token in many documents; whoever changes it sees before where
 * it stands. Packages are features and see each other in one direction:
 * {@code device <- fact <- document <- usage <- rendering}.
 */
package com.meddevo.techdoc;
