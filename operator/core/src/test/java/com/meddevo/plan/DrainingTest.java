package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Service;
import org.junit.jupiter.api.Test;

/** A service that AWS is taking away: there for what it uses, and no longer there for whoever wants it. */
class DrainingTest extends TechdocPlanned {
    @Test
    void it_is_planned_anew_when_it_is_wanted() {
        Past.settle(techdoc, world);
        world.put(world.<Service>get(SERVICE).draining());

        assertThat(plan(techdoc).changes()).singleElement().isInstanceOf(Change.Create.class);
    }

    @Test
    void it_is_no_rival_of_the_one_that_follows_it() {
        Past.settle(techdoc, world);
        world.putCopy(world.<Service>get(SERVICE).draining());

        assertThat(plan(techdoc)).matches(Plan::settled);
    }

    @Test
    void the_one_that_follows_it_can_be_deleted_beside_it_but_not_what_it_still_uses() {
        Past.settle(techdoc, world);
        world.putCopy(world.<Service>get(SERVICE).draining()).putCopy(world.<Service>get(SERVICE).draining());

        var plan = plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.DELETE)));

        assertThat(plan.changes()).singleElement().isEqualTo(new Change.Delete<>(world.get(SERVICE), "the app is being deleted"));
        assertThat(plan.kept()).hasSize(5);
    }

    @Test
    void what_it_refers_to_stays_until_it_is_gone() {
        Past.settle(techdoc, world);
        world.put(world.<Service>get(SERVICE).draining());

        var plan = plan(fleet(Example.unrouted(app("techdoc"))));

        assertThat(plan.kept()).containsExactly(new Kept(RULE, "still used by " + SERVICE),
                new Kept(TARGET_GROUP, "still used by " + RULE));
    }
}
