package com.meddevo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Change;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a registry and to those who pull from it, nothing is deleted that anybody needs (traps 55 and 56). */
class CleanUpPropertiesTest {
    /** Something that happens behind the operator's back. */
    enum Happening {
        PUSH, PUSH_LIST, RETAG, DEPLOY_TAG, DEPLOY_DIGEST, ROLL_BACK, ROLL_FAR_BACK, DEREGISTER, TELL_PARTS, ENVIRONMENT_FAILS, ENVIRONMENT_UNBOUND, TIME
    }

    record Deed(Happening what, int where, int which) {
        void on(Yard yard) {
            var place = yard.place(where);
            switch (what) {
                case PUSH -> yard.push(Yard.repository(where), "v" + Math.floorMod(which, 3));
                case PUSH_LIST -> yard.pushList(Yard.repository(where), "v" + Math.floorMod(which, 3));
                case RETAG -> yard.retag(which, "v" + Math.floorMod(where, 3));
                case DEPLOY_TAG -> yard.byTag(Yard.repository(which), "v" + Math.floorMod(which / 2, 3))
                        .ifPresent(image -> yard.deploy(place, image));
                case DEPLOY_DIGEST -> yard.any(which).ifPresent(image -> yard.deploy(place, image));
                case ROLL_BACK -> yard.rollBack(place);
                case ROLL_FAR_BACK -> yard.rollFarBack(place, which);
                case DEREGISTER -> yard.deregisterOldest(place);
                case TELL_PARTS -> yard.tellsParts(place);
                case ENVIRONMENT_FAILS -> place.readable = !place.readable;
                case ENVIRONMENT_UNBOUND -> place.bound = !place.bound;
                case TIME -> yard.advance(Duration.ofHours(Math.floorMod(which, 24 * 10)));
            }
        }

        /** What may still happen after the environments were asked for the last time; AWS has no way to delete only if nothing changed. */
        boolean isSeenByTheLastLook() {
            return List.of(Happening.PUSH, Happening.PUSH_LIST, Happening.RETAG, Happening.DEPLOY_TAG).contains(what);
        }
    }

    /**
     * One sweep with what happens before it and during it.
     *
     * @param forgets whether the operator starts anew and its memory is lost
     */
    record Round(List<Deed> before, List<Deed> whileReading, List<Deed> beforeConfirming, List<Deed> whileConfirming, Deed last,
            boolean forgets) {
    }

    @Property(tries = 1500)
    void nothing_that_runs_or_can_be_rolled_back_to_or_is_kept_is_ever_deleted(@ForAll("histories") List<Round> history) {
        var yard = new Yard();
        var candidates = Candidates.NONE;
        for (Round round : history) {
            round.before.forEach(deed -> deed.on(yard));
            candidates = sweep(yard, round, round.forgets ? Candidates.NONE : candidates);

            assertThat(yard.there()).containsAll(yard.necessary());
        }
    }

    private static Candidates sweep(Yard yard, Round round, Candidates before) {
        var images = yard.readImages();
        round.whileReading.forEach(deed -> deed.on(yard));
        var first = CleanUp.decide(yard.sight(images, yard.ask()), before, yard.now);

        round.beforeConfirming.forEach(deed -> deed.on(yard));
        var imagesAgain = yard.readImages();
        round.whileConfirming.forEach(deed -> deed.on(yard));
        var confirmed = CleanUp.confirm(first, yard.sight(imagesAgain, yard.ask()), yard.now);
        if (round.last.isSeenByTheLastLook()) round.last.on(yard);
        yard.delete(confirmed.plan().applicable().stream().map(Change::id).toList());
        return confirmed.candidates();
    }

    @Property
    void while_one_environment_is_silent_nothing_is_deleted(@ForAll("histories") List<Round> history, @ForAll boolean unbound) {
        var yard = new Yard();
        history.forEach(round -> round.before.forEach(deed -> deed.on(yard)));
        var candidates = CleanUp.decide(yard.sight(), Candidates.NONE, yard.now).candidates();
        yard.advance(Duration.ofDays(30));
        if (unbound) yard.place(0).bound = false;
        else
            yard.place(0).readable = false;

        var decision = CleanUp.decide(yard.sight(), candidates, yard.now);

        assertThat(decision.plan().changes()).isEmpty();
        assertThat(decision.plan().notRead()).anyMatch(missing -> missing.app().equals("develop"));
    }

    @Property
    void every_image_is_either_deleted_or_kept_with_a_reason(@ForAll("histories") List<Round> history) {
        var yard = new Yard();
        history.forEach(round -> round.before.forEach(deed -> deed.on(yard)));
        var candidates = CleanUp.decide(yard.sight(), Candidates.NONE, yard.now).candidates();
        yard.advance(Duration.ofDays(9));

        var plan = CleanUp.decide(yard.sight(), candidates, yard.now).plan();

        assertThat(plan.changes().size() + plan.kept().size()).isEqualTo(yard.there().size());
        assertThat(plan.kept()).noneMatch(kept -> kept.because().isBlank());
    }

    @Property
    void the_order_of_what_was_read_does_not_matter(@ForAll("histories") List<Round> history) {
        var yard = new Yard();
        history.forEach(round -> round.before.forEach(deed -> deed.on(yard)));
        yard.advance(Duration.ofDays(9));

        var decision = CleanUp.decide(yard.sight(), Candidates.NONE, yard.now);

        assertThat(CleanUp.decide(yard.sight(yard.readImages().reversed(), yard.ask()), Candidates.NONE, yard.now)).isEqualTo(decision);
    }

    @Provide
    Arbitrary<List<Round>> histories() {
        var deed = Combinators.combine(Arbitraries.of(Happening.class), Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 500)).as(Deed::new);
        return Combinators.combine(deed.list().ofMaxSize(6), deed.list().ofMaxSize(2), deed.list().ofMaxSize(2), deed.list().ofMaxSize(2),
                deed, Arbitraries.of(false, false, false, true)).as(Round::new).list().ofMinSize(1).ofMaxSize(12);
    }
}
