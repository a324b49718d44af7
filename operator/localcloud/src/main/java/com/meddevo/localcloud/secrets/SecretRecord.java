package com.meddevo.localcloud.secrets;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A secret with its versions.
 *
 * @param description may be null, as in AWS's answers
 * @param kmsKeyId    null for AWS's own key
 * @param versions    by version id, the oldest first
 * @param deleteOn    when it goes for good; null while nobody has deleted it
 */
record SecretRecord(String name, String arn, String description, String kmsKeyId, Instant createdAt, Instant changedAt,
        Map<String, Version> versions, Instant deletedAt, Instant deleteOn) {

    /** The label of the version that a reader gets who names none. */
    static final String CURRENT = "AWSCURRENT";
    /** The label of the version that was current before. */
    static final String PREVIOUS = "AWSPREVIOUS";

    /** A version; either its text or its bytes are null. */
    record Version(String text, SdkBytes bytes, Set<String> stages, Instant createdAt) {

        Version {
            stages = Set.copyOf(stages);
        }

        Version staged(Set<String> now) { return new Version(text, bytes, now, createdAt); }

        @Override
        public String toString() { return "version of %s with %s".formatted(createdAt, stages); }
    }

    SecretRecord {
        versions = new LinkedHashMap<>(versions);
    }

    boolean isDeleted() { return deletedAt != null; }

    Optional<Map.Entry<String, Version>> staged(String stage) {
        return versions.entrySet().stream().filter(version -> version.getValue().stages().contains(stage)).findFirst();
    }

    SecretRecord described(String newDescription, String newKey, Instant now) {
        return new SecretRecord(name, arn, newDescription == null ? description : newDescription, newKey == null ? kmsKeyId : newKey,
                createdAt,
                now, versions, deletedAt, deleteOn);
    }

    SecretRecord deleted(Instant at, Instant gone) {
        return new SecretRecord(name, arn, description, kmsKeyId, createdAt, changedAt, versions, at, gone);
    }

    /** With another version, whose labels no other version has from now on; what was current becomes the previous one. */
    SecretRecord with(String id, Version added) {
        var all = new LinkedHashMap<>(versions);
        all.put(id, added.staged(Set.of()));
        var next = new SecretRecord(name, arn, description, kmsKeyId, createdAt, added.createdAt(), all, deletedAt, deleteOn);
        for (var stage : added.stages()) {
            next = next.move(stage, id);
        }
        return next;
    }

    /** Moves a label to a version, and the label of the previous version with the current one. */
    SecretRecord move(String stage, String to) {
        var from = staged(stage).map(Map.Entry::getKey);
        if (from.filter(to::equals).isPresent()) {
            return this;
        }
        var moved = attach(stage, to);
        return stage.equals(CURRENT) && from.isPresent() ? moved.attach(PREVIOUS, from.get()) : moved;
    }

    private SecretRecord attach(String stage, String to) {
        var all = new LinkedHashMap<String, Version>();
        versions.forEach((id, version) -> {
            var stages = new TreeSet<>(version.stages());
            stages.remove(stage);
            if (id.equals(to)) {
                stages.add(stage);
            }
            all.put(id, version.staged(stages));
        });
        return new SecretRecord(name, arn, description, kmsKeyId, createdAt, changedAt, all, deletedAt, deleteOn);
    }
}
