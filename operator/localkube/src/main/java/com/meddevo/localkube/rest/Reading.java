package com.meddevo.localkube.rest;

import com.meddevo.localkube.read.Reads;
import com.meddevo.localkube.watch.Watches;

/** What answers questions. */
public record Reading(Reads reads, Watches watches) {
}
