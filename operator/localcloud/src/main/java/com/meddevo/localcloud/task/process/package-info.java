/**
 * Tasks as real processes of this machine: one process per container, an address of 127.0.0.0/8 per task, environment, heap, log file and
 * working folder of their own. What the processes leave behind when their platform dies is found again by process id and start time.
 */
package com.meddevo.localcloud.task.process;
