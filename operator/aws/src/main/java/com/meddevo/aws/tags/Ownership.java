package com.meddevo.aws.tags;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tags that make a resource ours, in one environment. Environment, app and id decide; namespace and uid are for people, so that a cluster that was
 * restored from a backup owns what it owned. Thread-safe.
 */
public final class Ownership {
    /** The environment that the resource belongs to. */
    public static final String ENVIRONMENT = "meddevo:environment";
    /** The app that it belongs to. */
    public static final String APP = "meddevo:app";
    /** The {@link ResourceId} that it is. */
    public static final String ID = "meddevo:id";
    /** Tags that tell who made something, the surest first. */
    private static final List<String> HOLDERS = List.of("aws:cloudformation:stack-name", "ManagedBy", "managed-by", "Owner", "owner");
    private static final String NAMESPACE = "meddevo:namespace";
    private static final String UID = "meddevo:uid";

    private final String environment;
    private final Map<String, Map<String, String>> forPeople = new ConcurrentHashMap<>();

    /** @param environment the environment's name */
    public Ownership(String environment) { this.environment = environment; }

    /** Remembers where the apps are declared, for the tags of what is created from now on. */
    public void learn(Fleet fleet) {
        fleet.members().forEach(member -> forPeople.put(member.key().name(), forPeople(member)));
    }

    private static Map<String, String> forPeople(Member member) {
        AppKey key = member.key();
        String uid = member instanceof Member.Wanted(var app) ? app.uid() : "";
        return uid.isEmpty() ? Map.of(NAMESPACE, key.namespace()) : Map.of(NAMESPACE, key.namespace(), UID, uid);
    }

    /** Every tag that a resource of ours carries. */
    public Map<String, String> tags(ResourceId id) {
        var tags = new TreeMap<String, String>();
        tags.put("ManagedBy", "meddevo-operator");
        tags.put("Environment", environment);
        tags.put(ENVIRONMENT, environment);
        tags.put(APP, id.app());
        tags.put(ID, id.toString());
        tags.putAll(forPeople.getOrDefault(id.app(), Map.of()));
        return tags;
    }

    /** The id that the tags name; empty if they are not this environment's, or are not whole. */
    public Optional<ResourceId> id(Map<String, String> tags) {
        if (!environment.equals(tags.get(ENVIRONMENT)) || !tags.containsKey(ID) || !tags.containsKey(APP)) return Optional.empty();
        try {
            return Optional.of(ResourceId.parse(tags.get(ID))).filter(id -> id.app().equals(tags.get(APP)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whose something is that stands in the place of ours.
     *
     * @param tags all that it has
     */
    public Facts.Foreign foreign(ResourceId id, String arn, Map<String, String> tags) {
        if (tags.containsKey(ENVIRONMENT)) {
            String holder = tags.containsKey(APP) ? "app " + tags.get(APP) + " of environment " : "environment ";
            return new Facts.Foreign(id, arn, holder + tags.get(ENVIRONMENT), false);
        }
        String telling = HOLDERS.stream().filter(tags::containsKey).map(key -> key + "=" + tags.get(key)).findFirst()
                .orElse(tags.isEmpty()
                        ? "nobody, it has no tags"
                        : "somebody, its tags name " + String.join(", ", new TreeSet<>(tags.keySet())));
        return new Facts.Foreign(id, arn, telling, true);
    }

    /**
     * What a create comes to when its name belongs to somebody else.
     *
     * @param what the AWS resource, e.g. {@code log group /ecs/production/techdoc}
     */
    public Outcome notOurs(ResourceId id, String what) {
        return new Outcome.Failed("NotOurs",
                id + ": " + what + " exists already and lacks the tags " + ENVIRONMENT + "=" + environment + " and "
                        + ID + "=" + id + ", so it is left alone: delete it, or say adopt: true in the spec",
                false);
    }

    /**
     * A client token: the same for the same request, however often it is sent; 32 characters, within ECS's 36 and Cloud Map's 64.
     *
     * @param content what is asked for; a token must not be used again for something else
     */
    public String token(ResourceId id, Object... content) { return ContentHash.of(List.of(environment, id, List.of(content)), 32); }

    String environment() { return environment; }
}
