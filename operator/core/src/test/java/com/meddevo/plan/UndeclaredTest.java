package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndeclaredTest {
    private static final ResourceId ID = new ResourceId("revision", "techdoc", "1");
    private static final ResourceId NEEDED = new ResourceId("group", "techdoc", "main");

    record Revision(ResourceId id, int cpu, @Undeclared int number, @Undeclared Optional<ResourceId> needs) implements ResourceState {
    }

    @Test
    void an_undeclared_value_never_differs() {
        var fields = Fields.compare(new Revision(ID, 256, 7, Optional.empty()), new Revision(ID, 256, 0, Optional.of(NEEDED)));

        assertThat(fields).isEmpty();
    }

    @Test
    void an_undeclared_id_is_an_edge_all_the_same() {
        assertThat(Fields.edges(new Revision(ID, 256, 0, Optional.of(NEEDED)))).containsExactly(NEEDED);
    }

    @Test
    void an_undeclared_value_stands_neither_in_the_text_nor_in_the_json_nor_in_the_hash() {
        var plan = new Plan(List.of(new Change.Create<>(new Revision(ID, 256, 7, Optional.of(NEEDED)))), List.of(), List.of());
        var other = new Plan(List.of(new Change.Create<>(new Revision(ID, 256, 8, Optional.empty()))), List.of(), List.of());

        assertThat(plan.text() + plan.json()).doesNotContain("number").doesNotContain("needs");
        assertThat(plan.hash()).isEqualTo(other.hash());
    }
}
