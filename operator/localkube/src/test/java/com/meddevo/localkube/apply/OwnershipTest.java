package com.meddevo.localkube.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.schema.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any applied configurations. */
class OwnershipTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Shape WHOLE = new Shape.Whole();
    private static final Shape SHAPE = new Shape.Fields(
            Map.of("apiVersion", WHOLE, "kind", WHOLE, "size", WHOLE, "steps", WHOLE, "tags", new Shape.Members(),
                    "settings", new Shape.Fields(Map.of(), Optional.of(WHOLE)),
                    "ports",
                    new Shape.Keyed(List.of("name"), Map.of(), new Shape.Fields(Map.of("name", WHOLE, "number", WHOLE), Optional.empty()))),
            Optional.empty());
    private static final Ownership OWNERSHIP = new Ownership(SHAPE, false);

    private static Writer writer(String name) { return new Writer(name, "v1", "", Instant.EPOCH); }

    @Provide
    Arbitrary<ObjectNode> configs() {
        var letters = Arbitraries.of("a", "b", "c");
        var size = Arbitraries.integers().between(1, 3).optional();
        var tags = letters.set().ofMaxSize(3);
        var settings = Arbitraries.maps(letters, letters).ofMaxSize(2);
        var ports = Arbitraries.maps(letters, Arbitraries.integers().between(1, 2)).ofMaxSize(2);
        return Combinators.combine(size, tags, settings, ports).as((number, members, pairs, items) -> {
            ObjectNode config = JSON.objectNode().put("apiVersion", "v1").put("kind", "Thing");
            number.ifPresent(value -> config.put("size", value));
            if (!members.isEmpty()) {
                members.forEach(config.putArray("tags")::add);
            }
            if (!pairs.isEmpty()) {
                pairs.forEach(config.putObject("settings")::put);
            }
            if (!items.isEmpty()) {
                var list = config.putArray("ports");
                items.forEach((name, value) -> list.addObject().put("name", name).put("number", value));
            }
            return config;
        });
    }

    private static FieldSet fields(JsonNode object) { return Fields.of(Tracked.of(object, "", false), SHAPE); }

    @Property
    void an_apply_brings_what_it_says(@ForAll("configs") ObjectNode first, @ForAll("configs") ObjectNode second) {
        ObjectNode live = OWNERSHIP.apply(null, first, writer("one"), false);

        ObjectNode result = OWNERSHIP.apply(live, second, writer("two"), true);

        assertThat(Comparison.of(Tracked.of(result, "", false),
                Merge.over(Tracked.of(result, "", false), Tracked.of(second, "", false), SHAPE), SHAPE))
                .isEqualTo(new Comparison(FieldSet.NONE, FieldSet.NONE));
    }

    @Property
    void applying_again_changes_nothing(@ForAll("configs") ObjectNode first, @ForAll("configs") ObjectNode second) {
        ObjectNode once = OWNERSHIP.apply(OWNERSHIP.apply(null, first, writer("one"), false), second, writer("two"), true);

        assertThat(OWNERSHIP.apply(once, second, writer("two"), false)).isEqualTo(once);
    }

    @Property
    void who_applies_alone_gets_exactly_what_it_says(@ForAll("configs") ObjectNode first, @ForAll("configs") ObjectNode second) {
        ObjectNode result = OWNERSHIP.apply(OWNERSHIP.apply(null, first, writer("one"), false), second, writer("one"), false);

        assertThat(fields(result)).isEqualTo(fields(second));
    }

    @Property
    void every_field_has_an_owner(@ForAll("configs") ObjectNode first, @ForAll("configs") ObjectNode second,
            @ForAll("configs") ObjectNode third) {
        ObjectNode result = OWNERSHIP.apply(
                OWNERSHIP.apply(OWNERSHIP.apply(null, first, writer("one"), false), second, writer("two"), true), third,
                writer("one"), true);

        FieldSet owned = ManagedFields.of(result).entries().stream().map(ManagedFields.Entry::fields).reduce(FieldSet.NONE,
                FieldSet::union);
        assertThat(fields(result).minus(owned)).isEqualTo(FieldSet.NONE);
    }

    @Property
    void managers_that_share_no_field_do_not_mind_the_order(@ForAll("configs") ObjectNode first, @ForAll("configs") ObjectNode second) {
        ObjectNode other = second.deepCopy();
        other.remove(first.properties().stream().map(Map.Entry::getKey).filter(name -> !name.equals("apiVersion") && !name.equals("kind"))
                .toList());

        ObjectNode oneTwo = OWNERSHIP.apply(OWNERSHIP.apply(null, first, writer("one"), false), other, writer("two"), false);
        ObjectNode twoOne = OWNERSHIP.apply(OWNERSHIP.apply(null, other, writer("two"), false), first, writer("one"), false);

        assertThat(oneTwo).isEqualTo(twoOne);
    }
}
