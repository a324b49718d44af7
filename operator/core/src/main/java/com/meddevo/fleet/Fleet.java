package com.meddevo.fleet;

import java.util.Comparator;
import java.util.HashMap;
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

    /**
     * A fleet in which every name has one holder: the oldest app that is not leaving. Younger apps of a name become {@link Member.NameTaken}.
     *
     * @param oldestFirst by creation time; equal times by key, so that every operator decides alike
     */
    public static Fleet oldestFirst(Environment environment, List<Member> oldestFirst) {
        var holders = new HashMap<String, AppKey>();
        oldestFirst.stream().filter(member -> !(member instanceof Member.Leaving))
                .forEach(member -> holders.putIfAbsent(member.key().name(), member.key()));
        return new Fleet(environment, oldestFirst.stream().map(member -> {
            AppKey holder = holders.getOrDefault(member.key().name(), member.key());
            return member instanceof Member.Leaving || holder.equals(member.key()) ? member : new Member.NameTaken(member.key(), holder);
        }).toList());
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
