/**
 * Where tasks run: the seam between the ECS scheduler, which decides when a task starts and stops, and whatever really runs it.
 */
package com.meddevo.localcloud.task;
