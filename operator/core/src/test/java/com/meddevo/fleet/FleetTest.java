package com.meddevo.fleet;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.environment;
import static com.meddevo.plan.example.Example.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Member.Deletion;
import com.meddevo.fleet.Member.Held;
import com.meddevo.fleet.Member.Leaving;
import com.meddevo.fleet.Member.NameTaken;
import com.meddevo.fleet.Member.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final Member techdoc = new Wanted(app("techdoc"));
    private final Member render = new Wanted(app("render"));
    private final Member other = new Wanted(in("staging", app("techdoc")));

    @Test
    void the_order_in_which_members_are_listed_does_not_matter() {
        assertThat(new Fleet(environment(), List.of(techdoc, render))).isEqualTo(new Fleet(environment(), List.of(render, techdoc)));
    }

    @Test
    void only_wanted_apps_are_wanted() {
        var fleet = new Fleet(environment(), List.of(techdoc, new Held(new AppKey("production", "render"), "suspended"),
                new Leaving(new AppKey("production", "web"), Deletion.DELETE)));

        assertThat(fleet.wanted()).containsExactly(app("techdoc"));
    }

    @Test
    void all_who_claim_a_name_are_found_by_it() {
        assertThat(new Fleet(environment(), List.of(techdoc, other, render)).named("techdoc")).containsExactly(techdoc, other);
    }

    @Test
    void the_oldest_of_a_name_holds_it() {
        var fleet = Fleet.oldestFirst(environment(), List.of(other, render, techdoc));

        assertThat(fleet.members()).containsExactlyInAnyOrder(other, render, new NameTaken(techdoc.key(), other.key()));
    }

    @Test
    void a_held_app_holds_its_name_too() {
        var held = new Held(techdoc.key(), "suspended");

        assertThat(Fleet.oldestFirst(environment(), List.of(held, other)).named("techdoc")).containsExactly(held,
                new NameTaken(other.key(), techdoc.key()));
    }

    @Test
    void an_app_that_leaves_holds_no_name() {
        var leaving = new Leaving(techdoc.key(), Deletion.DELETE);

        assertThat(Fleet.oldestFirst(environment(), List.of(leaving, other)).members()).containsExactlyInAnyOrder(leaving, other);
    }
}
