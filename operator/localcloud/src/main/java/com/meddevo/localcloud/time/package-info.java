/** The clock of an account: what happens when. Tests move it; the platform lets it run. */
package com.meddevo.localcloud.time;
