/**
 * Which names private DNS would answer: the seam between the simulated Cloud Map and Route 53 and whatever makes the names resolve for
 * tasks.
 */
package com.meddevo.localcloud.names;
