/**
 * How long the operator takes for a fleet of so many apps: its loop, its kinds and its budgets as they are in production, against the local
 * cloud with AWS's published request rates, in one process and on a clock that is moved whenever everybody waits for it. So what is printed
 * in simulated seconds is what AWS's limits and the operator's own rhythm take, whatever machine this runs on; CPU seconds are printed beside.
 */
package com.meddevo.bench;
