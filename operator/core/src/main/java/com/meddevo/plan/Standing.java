package com.meddevo.plan;

import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the fleet says of everything that bears one app's name. A name that the fleet does not know has no standing. */
sealed interface Standing {
    /** One app has the name and wants its resources. */
    record Planned() implements Standing {
    }

    /** Nothing is touched, and everything stays. */
    record Untouched(String because) implements Standing {
    }

    /** Several apps want the name, and nobody has decided between them. */
    record Contested(String because) implements Standing {
    }

    /** Whatever no kind keeps is deleted. */
    record Leaving() implements Standing {
    }

    /** The standing of every name in the fleet. */
    static Map<String, Standing> of(Fleet fleet) {
        var byName = fleet.members().stream().collect(Collectors.groupingBy(member -> member.key().name()));
        var standings = new HashMap<String, Standing>();
        byName.forEach((name, members) -> standings.put(name, of(name, members)));
        return standings;
    }

    private static Standing of(String name, List<Member> members) {
        var claimants = members.stream().filter(member -> member instanceof Member.Wanted || member instanceof Member.Held).toList();
        if (claimants.size() > 1) {
            String keys = claimants.stream().map(member -> member.key().toString()).collect(Collectors.joining(" and "));
            return new Contested("the name \"" + name + "\" is used by " + keys + ": rename or delete all but one");
        }
        if (!claimants.isEmpty()) {
            return claimants.getFirst() instanceof Member.Held(_, var because) ? new Untouched(because) : new Planned();
        }
        return members.stream().map(Standing::ofOneThatClaimsNothing).max(Comparator.comparing(Untouched.class::isInstance)).orElseThrow();
    }

    /** One that retains, or waits for the name, outweighs one that deletes. */
    private static Standing ofOneThatClaimsNothing(Member member) {
        return switch (member) {
            case Member.Leaving(_, var deletion) when deletion == Deletion.RETAIN -> new Untouched("the app leaves with deletion: Retain");
            case Member.Leaving _ -> new Leaving();
            case Member.NameTaken(_, var holder) -> new Untouched("the name belongs to " + holder);
            case Member.Wanted _,Member.Held _ -> throw new IllegalArgumentException(member + " claims its name");
        };
    }
}
