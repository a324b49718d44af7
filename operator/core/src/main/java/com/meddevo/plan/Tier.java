package com.meddevo.plan;

/** How much a difference that nobody asked for matters, the gravest first: what people should look at before anything else. */
public enum Tier {
    /** Somebody gets in, or gets something, who could not before; or something else runs or answers than what was declared. */
    SECURITY("Security"),
    /** The app may serve worse, or not at all. */
    AVAILABILITY("Availability"),
    /** Everything else: costs, retention, names. */
    OTHER("Other");

    private final String text;

    Tier(String text) { this.text = text; }

    /** As it stands in a status. */
    public String text() { return text; }
}
