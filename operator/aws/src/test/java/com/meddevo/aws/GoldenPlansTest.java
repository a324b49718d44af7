package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Scale;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Reading;
import com.meddevo.plan.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a case: {@code fleet.json} (what is wanted, over the app and environment of {@code base.json}) and {@code snapshot.json} go in, {@code plan.txt}
 * comes out. {@code -Dgolden.write} writes the plans anew, for a person to read and commit.
 */
class GoldenPlansTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    /** Whose readings tell which kinds are older than the files. */
    private static final String SETTLED = "settled";
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Duration.class, ToStringSerializer.instance)
                    .addDeserializer(Scale.class, new ByItsFields())
                    .addDeserializer(Duration.class, new FromStringDeserializer<>(Duration.class) {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected Duration _deserialize(String text, DeserializationContext context) { return Duration.parse(text); }
                    }))
            .build();

    private static final class ByItsFields extends StdDeserializer<Scale> {
        private static final long serialVersionUID = 1;

        ByItsFields() { super(Scale.class); }

        @Override
        public Scale deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode scale = json.readValueAsTree();
            Class<? extends Scale> type = scale.has("replicas") ? Scale.Fixed.class : Scale.Between.class;
            return context.readTreeAsValue(scale, type);
        }
    }

    static Stream<Path> cases() throws IOException { return Files.list(GOLDEN).filter(Files::isDirectory).sorted(); }

    @ParameterizedTest
    @MethodSource("cases")
    void a_plan_reads_as_it_was_written_down(Path folder) throws IOException {
        String plan = new Planner(Kinds.all(), List.of())
                .plan(fleet(folder), snapshot(folder, fleet(folder)))
                .text();

        if (System.getProperty("golden.write") != null) Files.writeString(folder.resolve("plan.txt"), plan);
        assertThat(plan).isEqualTo(Files.readString(folder.resolve("plan.txt")));
    }

    @Test
    void every_file_is_used() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            assertThat(files.filter(Files::isRegularFile).map(GOLDEN::relativize).map(Path::toString))
                    .allMatch(file -> file.equals("base.json") || file.matches("[a-z-]+/(fleet\\.json|snapshot\\.json|plan\\.txt)"));
        }
    }

    /** A kind that came after the files were written was read, and nothing of it was found; a file that says nothing of traffic has none that moves. */
    private static Snapshot snapshot(Path folder, Fleet fleet) throws IOException {
        var file = read(folder);
        var old = read(GOLDEN.resolve(SETTLED)).readings().stream().map(Reading::kind).collect(Collectors.toSet());
        var readings = new ArrayList<>(file.readings());
        Kinds.all().stream().filter(kind -> !old.contains(kind.name())).forEach(kind -> kind.facets().forEach(facet -> readings.add(
                new Reading(kind.name(), Optional.empty(), facet, file.readings().getFirst().startedAt()))));
        var traffic = file.facts().traffic().isEmpty() ? KindsPropertyTest.traffic(fleet, file.resources()) : List.<Facts.Traffic>of();
        return new Snapshot(readings, file.resources(), file.facts().and(Facts.ofTraffic(traffic)));
    }

    private static Snapshot read(Path folder) throws IOException {
        return SnapshotJson.read(Files.readString(folder.resolve("snapshot.json")));
    }

    /** What neither the case nor the base says is as in a spec that says nothing. */
    private static JsonNode base() throws IOException {
        ObjectNode base = (ObjectNode) JSON.readTree(GOLDEN.resolve("base.json").toFile());
        base.set("app", merged(JSON.valueToTree(World.bare("techdoc", "1.0.0")), base.get("app")));
        var environment = Environment.named("local", convert(base.at("/environment/account"), Environment.Account.class)).build();
        base.set("environment", merged(JSON.valueToTree(environment), base.get("environment")));
        return base;
    }

    private static Fleet fleet(Path folder) throws IOException {
        JsonNode base = base();
        JsonNode file = JSON.readTree(folder.resolve("fleet.json").toFile());
        var members = new ArrayList<Member>();
        file.path("wanted").forEach(app -> members.add(new Member.Wanted(convert(merged(base.get("app"), app), AppSpec.class))));
        file.path("held").forEach(app -> members.add(new Member.Held(key(app), app.get("because").asText())));
        file.path("leaving")
                .forEach(app -> members.add(new Member.Leaving(key(app), Member.Deletion.valueOf(app.get("deletion").asText()))));
        return new Fleet(convert(base.get("environment"), Environment.class), members);
    }

    private static AppKey key(JsonNode app) { return new AppKey("default", app.get("name").asText()); }

    private static JsonNode merged(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode) || !(over instanceof ObjectNode)) return over;
        ObjectNode merged = base.deepCopy();
        over.properties().forEach(entry -> merged.set(entry.getKey(),
                merged.has(entry.getKey()) ? merged(merged.get(entry.getKey()), entry.getValue()) : entry.getValue()));
        return merged;
    }

    private static <T> T convert(JsonNode json, Class<T> type) {
        try {
            return JSON.treeToValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
