package com.meddevo.fleet;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may call an app. What is not said stays as the environment's own security groups have it.
 *
 * @param from names of the apps that may call this one on its port; empty when the spec has no opinion, so that the app gets no security group of
 *        its own
 */
public record Access(Optional<Set<String>> from) {
    /** A spec that says nothing about access. */
    public static final Access UNSAID = new Access(Optional.empty());

    public Access {
        from = from.map(apps -> Collections.unmodifiableSortedSet(new TreeSet<>(apps)));
    }
}
