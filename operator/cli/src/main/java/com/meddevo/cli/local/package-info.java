/** Brings the whole loop to life on this machine and ends it again: the local platform as one process, the operator as another. */
package com.meddevo.cli.local;
