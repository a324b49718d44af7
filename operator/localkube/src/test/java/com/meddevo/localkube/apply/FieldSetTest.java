package com.meddevo.localkube.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    @Provide
    Arbitrary<FieldSet> sets() { return sets(3); }

    private static Arbitrary<FieldSet> sets(int depth) {
        Arbitrary<PathElement> elements = Arbitraries.of(new PathElement.Name("a"), new PathElement.Name("b"),
                new PathElement.Item(new TreeMap<>(Map.of("name", new TextNode("x")))),
                new PathElement.Item(new TreeMap<>(Map.of("name", new TextNode("y"), "port", new IntNode(1)))),
                new PathElement.Member(new TextNode("m")), new PathElement.Index(0));
        if (depth == 0) {
            return Arbitraries.just(FieldSet.SELF);
        }
        return Arbitraries.maps(elements, Arbitraries.lazy(() -> sets(depth - 1)).filter(set -> !set.isEmpty())).ofMaxSize(3)
                .flatMap(below -> Arbitraries.of(true, false).map(member -> new FieldSet(member, new TreeMap<>(below))));
    }

    private static FieldSet root(FieldSet set) { return new FieldSet(false, set.below()); }

    @Property
    void a_set_is_read_as_it_was_written(@ForAll("sets") FieldSet any) {
        FieldSet set = root(any);

        assertThat(FieldSet.decode(set.encoded())).isEqualTo(set);
    }

    @Property
    void what_is_taken_away_and_what_is_shared_are_the_whole(@ForAll("sets") FieldSet one, @ForAll("sets") FieldSet other) {
        assertThat(one.minus(other).union(one.intersection(other))).isEqualTo(one);
        assertThat(one.minus(other).intersection(other).isEmpty()).isTrue();
    }

    @Property
    void union_does_not_mind_the_order(@ForAll("sets") FieldSet one, @ForAll("sets") FieldSet other) {
        assertThat(one.union(other)).isEqualTo(other.union(one));
        assertThat(one.union(one)).isEqualTo(one);
    }

    @Test
    void paths_are_written_for_people() {
        FieldSet port = new FieldSet(false, Map.of(new PathElement.Name("port"), FieldSet.SELF));
        FieldSet item = new FieldSet(true,
                Map.of(new PathElement.Item(new TreeMap<>(Map.of("name", new TextNode("web"), "number", new IntNode(8)))), port));

        assertThat(new FieldSet(false, Map.of(new PathElement.Name("spec"), item)).readable())
                .isEqualTo(List.of(".spec", ".spec[name=\"web\",number=8].port"));
    }
}
