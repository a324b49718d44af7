package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.scaled;
import static com.meddevo.plan.example.Example.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.TargetGroup;
import com.meddevo.plan.example.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans as people and programs see them, held against src/test/resources/plans. After a change that is meant, write the files anew with
 * {@code -Dgolden.write} and read the difference.
 */
class PrintedPlansTest {
    private static final Path FOLDER = Path.of("src/test/resources/plans");
    private static final Map<String, Plan> PLANS = plans();

    @ParameterizedTest
    @MethodSource("files")
    void a_plan_prints_as_its_file_says(String file) throws IOException {
        String printed = print(file);
        if (System.getProperty("golden.write") != null) Files.writeString(FOLDER.resolve(file), printed);

        assertThat(printed).isEqualTo(Files.readString(FOLDER.resolve(file)));
    }

    @Test
    void no_file_is_unused() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(files().toList());
        }
    }

    static Stream<String> files() {
        return PLANS.keySet().stream().flatMap(name -> Stream.of(name + ".txt", name + ".md", name + ".json"));
    }

    private static String print(String file) {
        int dot = file.lastIndexOf('.');
        var plan = PLANS.get(file.substring(0, dot));
        return switch (file.substring(dot + 1)) {
            case "txt" -> plan.text();
            case "md" -> plan.markdown();
            default -> plan.json() + "\n";
        };
    }

    private static Map<String, Plan> plans() {
        var plans = new TreeMap<String, Plan>();
        var techdoc = fleet(app("techdoc"));
        plans.put("a-new-app", plan(techdoc, new World()));
        plans.put("nothing-to-do", plan(techdoc, settled()));
        plans.put("a-new-version-and-more-tasks", plan(fleet(scaled(tagged(app("techdoc"), "2"), 3)), settled()));
        plans.put("a-deleted-app", plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.DELETE)), settled()));
        plans.put("an-orphan", plan(fleet(app("render")), settled()).forApp("techdoc"));
        plans.put("a-held-app", plan(fleet(new Member.Held(app("techdoc").key(), "suspended by *ops*:\n  <a|b> & [c](d)")), settled()));
        plans.put("a-missing-image", plan(fleet(tagged(app("techdoc"), "missing")), settled()));
        plans.put("a-change-that-aws-refuses", plan(techdoc, settled()
                .put(new TargetGroup(ResourceId.parse("target-group/techdoc/http-vpc-1"), new TargetGroup.HealthCheck("/`x`|<y>", 30),
                        "TLS"))));
        plans.put("a-kind-that-was-not-read",
                PLANNER.plan(techdoc, settled().remove(ResourceId.parse("service/techdoc/main")).snapshot(techdoc,
                        World.everything().stream().filter(reading -> !reading.kind().equals("discovery")).toList())));
        return plans;
    }

    private static World settled() {
        var world = new World();
        Past.settle(fleet(app("techdoc")), world);
        return world;
    }

    private static Plan plan(Fleet fleet, World world) { return PLANNER.plan(fleet, world.snapshot(fleet)); }
}
