/** Telling clients what changes, from a stated moment on. */
package com.meddevo.localkube.watch;
