package com.meddevo.localkube.rest;

import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Writes;

/** What changes objects. */
public record Writing(Writes writes, Deletion deletion) {
}
