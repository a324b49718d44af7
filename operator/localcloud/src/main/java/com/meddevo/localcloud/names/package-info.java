/**
 * Which names Cloud Map's private DNS would answer: the seam between the simulated Cloud Map and whatever makes the names resolve for
 * tasks.
 */
package com.meddevo.localcloud.names;
