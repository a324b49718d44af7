package com.meddevo.localkube.write;

/** Which part of an object a write may change. */
public enum Part {
    /** All of it, except a status that has a subresource of its own. */
    OBJECT(""),
    /** The status alone. */
    STATUS("status"),
    /** The number of replicas alone. */
    SCALE("scale"),
    /** What holds a namespace that is being deleted, alone. */
    FINALIZE("finalize");

    private final String subresource;

    Part(String subresource) { this.subresource = subresource; }

    /** Name in paths and in {@code managedFields}; empty for the object itself. */
    public String subresource() { return subresource; }
}
