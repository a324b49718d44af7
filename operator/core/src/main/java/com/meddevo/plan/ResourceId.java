package com.meddevo.plan;

/**
 * Names one AWS resource before it exists: never an ARN, so that a plan can refer to what it is about to create.
 *
 * @param kind the kind's name, e.g. {@code target-group}
 * @param app the app that it belongs to, which is also the ECS service's name; never empty
 * @param name tells several resources of one kind and app apart; carries a hash of whatever AWS cannot change, e.g. {@code http-1f09ac}
 */
public record ResourceId(String kind, String app, String name) implements Comparable<ResourceId> {
    /** @throws IllegalArgumentException if the text is not of the form that {@link #toString} gives */
    public static ResourceId parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3)
            throw new IllegalArgumentException("not a resource id: \"" + text + "\"; expected kind/app/name");
        return new ResourceId(parts[0], parts[1], parts[2]);
    }

    /** By kind, then app, then name. */
    @Override
    public int compareTo(ResourceId other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) return byKind;
        int byApp = app.compareTo(other.app);
        return byApp != 0 ? byApp : name.compareTo(other.name);
    }

    /** {@code kind/app/name}, as it stands in the tag {@code meddevo:id} and in every plan. */
    @Override
    public String toString() { return kind + "/" + app + "/" + name; }
}
