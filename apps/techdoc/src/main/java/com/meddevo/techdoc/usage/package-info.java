/**
 * Where facts stand and what documents rest on, both directions, and what a change would do before it is made.
 *
 * <p>The index is kept with each block, in the same write as its text, so it cannot fall behind it.
 */
package com.meddevo.techdoc.usage;
