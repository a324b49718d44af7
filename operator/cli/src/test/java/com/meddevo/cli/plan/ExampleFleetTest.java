package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.Kinds;
import com.meddevo.aws.SnapshotJson;
import com.meddevo.cli.CommandLineCall;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Secret;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Reading;
import com.meddevo.plan.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples, which use every field together, as one fleet in an empty account: what {@code ./meddevo plan} says of them stands in {@code
 * crds/examples/fleet.plan.txt}. {@code -Dgolden.write} writes it anew, for a person to read and commit.
 */
class ExampleFleetTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("meddevo.root"), "crds/examples");
    private static final String DIGEST = "sha256:" + "5".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void the_plan_for_the_example_fleet_reads_as_it_was_written_down() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty-account.json"),
                SnapshotJson.write(empty(new OfflinePlan(files()).fleet("production"))));
        var arguments = new ArrayList<>(List.of("plan", "-e", "production", "--snapshot", empty.toString()));
        files().forEach(file -> arguments.addAll(List.of("-f", file.toString())));

        var said = CommandLineCall.of(arguments.toArray(String[]::new));

        assertThat(said.err()).isEmpty();
        Path golden = EXAMPLES.resolve("fleet.plan.txt");
        if (System.getProperty("golden.write") != null) Files.writeString(golden, said.out());
        assertThat(said.out()).isEqualTo(Files.readString(golden));
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).filter(file -> !file.toString().contains("environment-minimal"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Everything was read, nothing is there; every image and every secret exists. */
    private static Snapshot empty(Fleet fleet) {
        var at = Instant.parse("2026-04-01T08:00:00Z");
        var readings = Kinds.all().stream().flatMap(kind -> kind.facets().stream()
                .map(facet -> new Reading(kind.name(), Optional.empty(), facet, at))).toList();
        var digests = new HashMap<String, Optional<String>>();
        var secrets = new HashMap<String, Optional<Facts.SecretVersion>>();
        for (AppSpec app : fleet.wanted()) {
            digests.put(app.image().pin(), Optional.of(app.image().digest().orElse(DIGEST)));
            app.task().sidecars().forEach(sidecar -> sidecar.pulledFrom(fleet.environment().registry())
                    .ifPresent(image -> digests.put(image.pin(), Optional.of(DIGEST))));
            app.task().everySecret().map(Secret::reference).forEach(
                    secret -> secrets.put(secret,
                            Optional.of(new Facts.SecretVersion("arn:aws:example:" + secret.replace(' ', ':'), "7"))));
        }
        var traffic = fleet.wanted().stream().map(app -> Facts.Traffic.none(app.name())).toList();
        return new Snapshot(readings, List.of(),
                new Facts(digests, List.of(), List.of()).and(Facts.ofSecrets(secrets)).and(Facts.ofTraffic(traffic)));
    }
}
