package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.example.Example;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes that use nodes: {@code a} is {@code node/app/a}. */
class DependenciesTest {
    private static final List<Reading> READ = List.of(Reading.of("node", Instant.EPOCH));

    @Test
    void what_is_used_is_built_first() {
        var plan = plan(List.of(node("a", "b"), node("b", "c"), node("c")), List.of());

        assertThat(names(plan)).containsExactly("c", "b", "a");
    }

    @Test
    void what_nothing_orders_comes_by_name() {
        var plan = plan(List.of(node("c"), node("a"), node("b")), List.of());

        assertThat(names(plan)).containsExactly("a", "b", "c");
    }

    @Test
    void what_uses_is_deleted_first() {
        var plan = plan(List.of(), List.of(node("a"), node("b", "a"), node("c", "b")));

        assertThat(names(plan)).containsExactly("c", "b", "a");
        assertThat(plan.prerequisites()).containsEntry(id("a"), Set.of(id("b"))).containsEntry(id("b"), Set.of(id("c")));
    }

    @Test
    void what_is_moved_off_is_deleted_after_the_move() {
        var plan = plan(List.of(node("user", "new"), node("new")), List.of(node("user", "old"), node("old")));

        assertThat(names(plan)).containsExactly("new", "user", "old");
        assertThat(plan.prerequisites()).containsEntry(id("old"), Set.of(id("user")));
    }

    @Test
    void a_reference_to_nothing_blocks_and_says_so() {
        var plan = plan(List.of(node("a", "nowhere")), List.of());

        assertThat(plan.blocked()).extracting(Change.Blocked::by, Change.Blocked::because)
                .containsExactly(tuple("dependency", "refers to node/app/nowhere, which does not exist and which nobody creates"));
    }

    @Test
    void a_reference_to_something_blocked_waits_for_it() {
        var plan = plan(List.of(node("a", "b"), node("b", "nowhere"), node("c", "a")), List.of());

        assertThat(plan.blocked()).extracting(Change::id, Change.Blocked::because).contains(
                tuple(id("a"), "waits for node/app/b, blocked by dependency"),
                tuple(id("c"), "waits for node/app/a, blocked by dependency"));
    }

    @Test
    void a_reference_to_something_that_aws_takes_away_is_a_reference_to_nothing() {
        var plan = plan(List.of(node("a", "b")), List.of(leaving("b")));

        assertThat(plan.blocked()).singleElement().satisfies(blocked -> assertThat(blocked.id()).isEqualTo(id("a")));
    }

    @Test
    void a_reference_to_a_kind_that_nobody_reads_is_not_read() {
        var unknown = new ResourceId("alarm", "app", "high");

        var plan = plan(List.of(new Node(id("a"), List.of(unknown), false)), List.of());

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notRead()).containsExactly(new NotRead("app", "alarm"));
    }

    @Test
    void a_circle_is_blocked_and_named_and_the_rest_goes_on() {
        var plan = plan(List.of(node("a", "b"), node("b", "c"), node("c", "a"), node("d", "a"), node("e")), List.of());

        assertThat(names(plan)).containsExactly("e");
        assertThat(plan.blocked()).extracting(blocked -> blocked.id().name(), Change.Blocked::by, Change.Blocked::because).containsExactly(
                tuple("a", "cycle", "refers to itself in a circle: node/app/a, node/app/b, node/app/c"),
                tuple("b", "cycle", "refers to itself in a circle: node/app/a, node/app/b, node/app/c"),
                tuple("c", "cycle", "refers to itself in a circle: node/app/a, node/app/b, node/app/c"),
                tuple("d", "dependency", "waits for node/app/a, blocked by cycle"));
    }

    @Test
    void every_one_of_several_circles_is_blocked() {
        var plan = plan(List.of(node("a", "b"), node("b", "a"), node("c", "d"), node("d", "c"), node("e")), List.of());

        assertThat(names(plan)).containsExactly("e");
        assertThat(plan.blocked()).hasSize(4).allMatch(blocked -> blocked.by().equals("cycle"));
    }

    @Test
    void a_state_that_names_itself_is_no_circle() {
        var plan = plan(List.of(node("a", "a")), List.of());

        assertThat(names(plan)).containsExactly("a");
    }

    @Test
    void an_update_that_is_blocked_by_a_circle_goes_on_protecting_what_it_uses() {
        var plan = plan(List.of(node("a", "b"), node("b", "a")), List.of(node("a", "old"), node("b"), node("old")));

        assertThat(plan.applicable()).isEmpty();
        assertThat(plan.kept()).containsExactly(new Kept(id("old"), "still used by node/app/a"));
    }

    @Test
    void things_that_use_each_other_are_not_deleted_and_neither_is_what_they_use() {
        var plan = plan(List.of(), List.of(node("a", "b", "c"), node("b", "a"), node("c"), node("d")));

        assertThat(names(plan)).containsExactly("d");
        assertThat(plan.blocked()).extracting(blocked -> blocked.id().name()).containsExactly("a", "b");
        assertThat(plan.kept()).containsExactly(new Kept(id("c"), "still used by node/app/a"));
    }

    @Test
    void what_something_kept_uses_is_kept_with_it() {
        var plan = plan(List.of(node("a", "b")), List.of(node("a", "b"), node("b", "c"), node("c", "d"), node("d"), node("e", "d")));

        assertThat(plan.changes()).extracting(Change::id).containsExactly(id("e"));
        assertThat(plan.kept()).containsExactly(new Kept(id("b"), "still used by node/app/a"),
                new Kept(id("c"), "still used by node/app/b"), new Kept(id("d"), "still used by node/app/c"));
    }

    @Test
    void something_that_aws_takes_away_protects_what_it_uses_even_while_it_is_made_anew() {
        var plan = plan(List.of(node("a")), List.of(new Node(id("a"), List.of(id("old")), true), node("old")));

        assertThat(names(plan)).containsExactly("a");
        assertThat(plan.kept()).containsExactly(new Kept(id("old"), "still used by node/app/a"));
    }

    private static Plan plan(List<Node> desired, List<Node> observed) {
        var kind = new ResourceKind<Node>() {
            @Override
            public String name() { return "node"; }

            @Override
            public Class<Node> type() { return Node.class; }

            @Override
            public List<Node> desired(Resolved resolved) { return desired; }
        };
        return new Planner(List.of(kind), List.of()).plan(Example.fleet(Example.app("app")),
                new Snapshot(READ, List.copyOf(observed), Facts.NONE));
    }

    private static List<String> names(Plan plan) { return plan.applicable().stream().map(change -> change.id().name()).toList(); }

    private static Node node(String name, String... uses) {
        return new Node(id(name), Stream.of(uses).map(DependenciesTest::id).toList(), false);
    }

    private static Node leaving(String name) { return new Node(id(name), List.of(), true); }

    private static ResourceId id(String name) { return new ResourceId("node", "app", name); }

    record Node(ResourceId id, List<ResourceId> uses, boolean leaving) implements ResourceState {
    }
}
