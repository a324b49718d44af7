package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final ResourceId ID = new ResourceId("task", "app", "main");
    private static final ResourceId OTHER = new ResourceId("task", "app", "other");

    private final Task task = new Task(ID, 1, new Image("techdoc", "1"), Map.of("A", "1", "B", "2"), Optional.of(new Image("agent", "7")),
            List.of("x"), 100);

    @Test
    void equal_states_do_not_differ() {
        assertThat(Fields.compare(task, new Task(ID, 1, new Image("techdoc", "1"), Map.of("B", "2", "A", "1"),
                Optional.of(new Image("agent", "7")), List.of("x"), 100))).isEmpty();
    }

    @Test
    void a_nested_field_is_named_by_its_path() {
        assertThat(compare(with(new Image("techdoc", "2")))).containsExactly(tuple("image.tag", "1", "2"));
    }

    @Test
    void an_entry_of_a_map_is_named_by_its_key_in_order() {
        assertThat(compare(with(Map.of("B", "3", "C", "4")))).containsExactly(tuple("variables[A]", "1", null),
                tuple("variables[B]", "2", "3"), tuple("variables[C]", null, "4"));
    }

    @Test
    void an_optional_record_is_compared_field_by_field_while_both_sides_have_it() {
        assertThat(compare(with(Optional.of(new Image("agent", "8"))))).containsExactly(tuple("sidecar.tag", "7", "8"));
        assertThat(compare(with(Optional.<Image>empty()))).containsExactly(tuple("sidecar", new Image("agent", "7"), null));
    }

    @Test
    void a_list_is_compared_as_a_whole() {
        var changed = new Task(ID, 1, task.image, task.variables, task.sidecar, List.of("x", "y"), 100);

        assertThat(compare(changed)).containsExactly(tuple("command", List.of("x"), List.of("x", "y")));
    }

    @Test
    void fields_come_in_the_order_of_declaration() {
        var changed = new Task(ID, 2, new Image("other", "2"), task.variables, task.sidecar, List.of(), 100);

        assertThat(Fields.compare(task, changed)).extracting(FieldChange::path)
                .containsExactly("replicas", "image.name", "image.tag", "command");
    }

    @Test
    void a_field_without_a_mark_changes_in_place() {
        assertThat(Fields.compare(task, new Task(ID, 2, task.image, task.variables, task.sidecar, task.command, 100))).singleElement()
                .satisfies(field -> assertThat(field.effect()).isEqualTo(Effect.IN_PLACE));
    }

    @Test
    void a_nested_field_inherits_the_mark_of_what_it_stands_in_unless_it_has_its_own() {
        assertThat(Fields.compare(task, with(new Image("other", "2")))).extracting(FieldChange::effect, FieldChange::because)
                .containsExactly(tuple(Effect.IMPOSSIBLE, "names stay"), tuple(Effect.ROLLING, "tasks restart"));
    }

    @Test
    void a_value_that_was_picked_among_free_ones_is_told_apart() {
        var changed = new Task(ID, 2, task.image, task.variables, task.sidecar, task.command, 200);

        assertThat(Fields.chosenLate(task, changed)).containsExactly("priority");
    }

    @Test
    void edges_are_found_however_deep_they_stand() {
        var deep = new Deep(ID, Map.of("a", List.of(Optional.of(new Holder(OTHER)))), Map.of(new ResourceId("key", "app", "k"), 1),
                Set.of(new ResourceId("set", "app", "s")), Duration.ZERO, null);

        assertThat(Fields.edges(deep)).containsExactlyInAnyOrder(OTHER, new ResourceId("key", "app", "k"),
                new ResourceId("set", "app", "s"));
    }

    @Test
    void a_state_is_no_edge_of_itself() {
        assertThat(Fields.edges(new Deep(ID, Map.of("a", List.of(Optional.of(new Holder(ID)))), Map.of(), Set.of(), Duration.ZERO, null)))
                .isEmpty();
    }

    private List<Tuple> compare(Task changed) {
        return Fields.compare(task, changed).stream().map(field -> tuple(field.path(), field.observed(), field.desired())).toList();
    }

    private Task with(Image image) { return new Task(ID, 1, image, task.variables, task.sidecar, task.command, 100); }

    private Task with(Map<String, String> variables) { return new Task(ID, 1, task.image, variables, task.sidecar, task.command, 100); }

    private Task with(Optional<Image> sidecar) { return new Task(ID, 1, task.image, task.variables, sidecar, task.command, 100); }

    record Image(@OnChange(value = Effect.IMPOSSIBLE, because = "names stay") String name, String tag) {
    }

    record Task(ResourceId id, int replicas, @OnChange(value = Effect.ROLLING, because = "tasks restart") Image image,
            Map<String, String> variables, Optional<Image> sidecar, List<String> command,
            @ChosenLate int priority) implements ResourceState {
    }

    record Holder(ResourceId held) {
    }

    record Deep(ResourceId id, Map<String, List<Optional<Holder>>> nested, Map<ResourceId, Integer> keys, Set<ResourceId> set,
            Duration noId,
            String absent) implements ResourceState {
    }
}
