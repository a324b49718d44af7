package com.meddevo.techdoc.fact;

/** How far a fact holds, the farthest first. */
public enum FactScope {
    /** For everything of the manufacturer. */
    TENANT,
    /** For one device and its variants. */
    DEVICE,
    /** For one variant. */
    VARIANT
}
