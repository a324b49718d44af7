package com.meddevo.fleet;

import java.util.Comparator;
import java.util.List;

/**
 * Every app of one environment, all at once: rule priorities, names and quotas are shared, so one app cannot be planned without the others.
 *
 * @param members in any order; kept sorted, so that the order of input never shows
 */
public record Fleet(Environment environment, List<Member> members) {
    public Fleet {
        members = members.stream().sorted(Comparator.comparing(Member::key).thenComparing(m -> m.getClass().getName())).toList();
    }

    /** The apps that are to be as their specs say. */
    public List<AppSpec> wanted() {
        return members.stream().filter(Member.Wanted.class::isInstance).map(m -> ((Member.Wanted) m).app()).toList();
    }

    /** All members of that name: more than one when two namespaces claim it. */
    public List<Member> named(String app) {
        return members.stream().filter(m -> m.key().name().equals(app)).toList();
    }
}
