package com.meddevo.controller.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whoever drives the environments that pull, nothing is deleted that one of them needs (traps 55 and 56). */
class ForeignEnvironmentsPropertyTest {
    /** What speaks for an image that has lost its tag. */
    enum Need {
        NOBODY, DEVELOP_MAY_PULL_IT, STAGING_MAY_PULL_IT, A_SPEC_OF_DEVELOP_NAMES_IT, A_SPEC_OF_STAGING_NAMES_IT
    }

    /** A read that the account refuses from then on. */
    enum Refused {
        NOTHING, ListClusters, ListTaskDefinitions, DescribeTaskDefinition
    }

    @Property(tries = 60)
    void what_a_foreign_environment_needs_stays_and_all_stays_while_one_is_not_read(@ForAll @Size(min = 1, max = 8) List<Need> needs,
            @ForAll Refused refused, @ForAll boolean unbound) {
        var here = new Neighbourhood();
        var needed = new TreeSet<String>();
        var unneeded = new ArrayList<String>();
        for (Need need : needs) {
            String digest = here.push();
            switch (need) {
                case NOBODY -> unneeded.add(digest);
                case DEVELOP_MAY_PULL_IT -> here.runs("develop", digest);
                case STAGING_MAY_PULL_IT -> here.runs("staging", digest);
                case A_SPEC_OF_DEVELOP_NAMES_IT -> here.app("develop", "app-" + needed.size()).getSpec().getImage().setDigest(digest);
                case A_SPEC_OF_STAGING_NAMES_IT -> here.app("staging", "app-" + needed.size()).getSpec().getImage().setDigest(digest);
            }
            if (need != Need.NOBODY) needed.add(digest);
        }
        here.push();
        if (refused != Refused.NOTHING) here.refuses("staging", refused.name());
        if (unbound) here.listing.environments.remove(here.environment("develop"));

        var view = here.aWhile();

        assertThat(needed).allMatch(here::isThere);
        boolean allRead = !unbound && (refused == Refused.NOTHING
                || refused == Refused.DescribeTaskDefinition && !needs.contains(Need.STAGING_MAY_PULL_IT));
        assertThat(view.plan().notRead().isEmpty()).isEqualTo(allRead);
        assertThat(unneeded).allMatch(digest -> here.isThere(digest) != allRead);
    }
}
