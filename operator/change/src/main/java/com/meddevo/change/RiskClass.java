package com.meddevo.change;

import java.util.Locale;

/** How much a change puts at risk, the least first. What is denied takes no route at all. */
public enum RiskClass {
    NONE, LOW, MEDIUM, HIGH, DENY;

    public RiskClass or(RiskClass other) { return compareTo(other) >= 0 ? this : other; }

    /** As policies and records write it. */
    @Override
    public String toString() { return name().toLowerCase(Locale.ROOT); }
}
