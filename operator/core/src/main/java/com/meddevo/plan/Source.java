package com.meddevo.plan;

/** Reads part of AWS. */
public interface Source {
    /**
     * Reads everything that the scope names. What could not be read (throttled, forbidden, broken off) is left out of the readings, or thrown: either
     * way it counts as not read.
     */
    Observation observe(Scope scope);
}
