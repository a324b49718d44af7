/** Whose documentation it is. */
package com.meddevo.techdoc.tenant;
