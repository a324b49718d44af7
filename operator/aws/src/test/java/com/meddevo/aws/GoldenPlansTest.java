package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a case: {@code fleet.json} (what is wanted, over the app and environment of {@code base.json}) and {@code snapshot.json} go in, {@code plan.txt}
 * comes out. {@code -Dmeddevo.golden=write} writes the plans anew, for a person to read and commit.
 */
class GoldenPlansTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .addModule(new SimpleModule().addDeserializer(Duration.class, new FromStringDeserializer<>(Duration.class) {
                private static final long serialVersionUID = 1;

                @Override
                protected Duration _deserialize(String text, DeserializationContext context) { return Duration.parse(text); }
            })).build();

    static Stream<Path> cases() throws IOException { return Files.list(GOLDEN).filter(Files::isDirectory).sorted(); }

    @ParameterizedTest
    @MethodSource("cases")
    void a_plan_reads_as_it_was_written_down(Path folder) throws IOException {
        String plan = new Planner(Kinds.all(), List.of())
                .plan(fleet(folder), SnapshotJson.read(Files.readString(folder.resolve("snapshot.json"))))
                .text();

        if ("write".equals(System.getProperty("meddevo.golden"))) Files.writeString(folder.resolve("plan.txt"), plan);
        assertThat(plan).isEqualTo(Files.readString(folder.resolve("plan.txt")));
    }

    @Test
    void every_file_is_used() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            assertThat(files.filter(Files::isRegularFile).map(GOLDEN::relativize).map(Path::toString))
                    .allMatch(file -> file.equals("base.json") || file.matches("[a-z-]+/(fleet\\.json|snapshot\\.json|plan\\.txt)"));
        }
    }

    private static Fleet fleet(Path folder) throws IOException {
        JsonNode base = JSON.readTree(GOLDEN.resolve("base.json").toFile());
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
