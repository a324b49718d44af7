/** Holds plans against policies, and says what came of it. */
package com.meddevo.change.assess;
