/**
 * Facts: single values with a key, a scope and revisions. A fact is drafted, approved, and drafted again; documents see the approved revision of
 * the nearest scope: variant, then device, then tenant.
 */
package com.meddevo.techdoc.fact;
