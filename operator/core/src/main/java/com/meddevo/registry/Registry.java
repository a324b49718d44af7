package com.meddevo.registry;

import com.meddevo.fleet.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One ECR registry, which is one account in one region, as {@code MeddevoRegistry} describes it.
 *
 * @param name {@code metadata.name}
 * @param account where it stands, and how the operator gets in
 * @param prefix before the name of every repository that is looked after, e.g. {@code meddevo/}; empty for none
 * @param environments names of all environments whose tasks may pull; sorted
 * @param cleanUp what repositories get whose apps say nothing
 */
public record Registry(String name, Environment.Account account, String prefix, Settings settings, List<String> environments,
        CleanUpTerms cleanUp) {
    public Registry {
        environments = environments.stream().sorted().distinct().toList();
    }

    /** The physical name of a repository that an app names. */
    public String repository(String named) { return prefix + named; }

    /**
     * What every repository gets.
     *
     * @param scanOnPush whether ECR looks for known weaknesses in what is pushed
     * @param immutable whether a tag, once pushed, stays where it is
     * @param movingTags tags that may move all the same, with {@code *} for anything, at most 5; only with {@code immutable}
     * @param pushers ARNs of the roles that may push from other accounts
     * @param kmsKeyArn encrypts repositories that are created; what exists keeps its encryption, since AWS cannot change it
     */
    public record Settings(boolean scanOnPush, boolean immutable, List<String> movingTags, List<String> pushers,
            Optional<String> kmsKeyArn) {
        public Settings {
            movingTags = movingTags.stream().sorted().distinct().toList();
            pushers = pushers.stream().sorted().distinct().toList();
        }
    }

    /**
     * When an image that nobody needs may go.
     *
     * @param enabled false to delete nothing
     * @param age since it was pushed or last pulled
     * @param releases so many of a repository's newest images stay whatever their age
     * @param quarantine how long it must have been seen as unneeded
     */
    public record CleanUpTerms(boolean enabled, Duration age, int releases, Duration quarantine) {
        /** Of two opinions on one repository, in everything the one that keeps more. */
        public CleanUpTerms orLonger(CleanUpTerms other) {
            return new CleanUpTerms(enabled && other.enabled, age.compareTo(other.age) < 0 ? other.age : age,
                    Math.max(releases, other.releases), quarantine.compareTo(other.quarantine) < 0 ? other.quarantine : quarantine);
        }
    }
}
