package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who bears which name in a fleet, and who names whom: each is asked for every app, so that nothing here looks at the whole fleet again. */
final class Names {
    private final List<AppSpec> wanted;
    private final Map<String, List<AppSpec>> wantedByName;
    private final Map<String, List<Member>> byName;
    private final Set<String> letIn = new HashSet<>();
    private final boolean allFollowed;

    Names(Fleet fleet) {
        wanted = fleet.wanted();
        wantedByName = wanted.stream().collect(Collectors.groupingBy(AppSpec::name));
        byName = fleet.members().stream().collect(Collectors.groupingBy(member -> member.key().name()));
        wanted.forEach(app -> app.access().from().ifPresent(letIn::addAll));
        allFollowed = fleet.members().stream().allMatch(Names::isFollowed);
    }

    private static boolean isFollowed(Member member) {
        return switch (member) {
            case Member.Held _,Member.NameTaken _ -> false;
            case Member.Leaving leaving -> leaving.deletion() == Member.Deletion.DELETE;
            case Member.Wanted _ -> true;
        };
    }

    List<AppSpec> wanted() { return wanted; }

    List<AppSpec> wanted(String name) { return wantedByName.getOrDefault(name, List.of()); }

    List<Member> members(String name) { return byName.getOrDefault(name, List.of()); }

    boolean isLetIn(String name) { return letIn.contains(name); }

    boolean allFollowed() { return allFollowed; }
}
