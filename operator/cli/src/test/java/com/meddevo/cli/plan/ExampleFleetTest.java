package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.SnapshotJson;
import com.meddevo.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples, which use every field together, as one fleet in an empty account: what {@code ./meddevo plan} says of them stands in {@code
 * crds/examples/fleet.plan.txt}. {@code -Dgolden.write} writes it anew, for a person to read and commit.
 */
class ExampleFleetTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("meddevo.root"), "crds/examples");

    @TempDir
    private Path folder;

    @Test
    void the_plan_for_the_example_fleet_reads_as_it_was_written_down() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty-account.json"),
                SnapshotJson.write(EmptyAccount.awaiting(new OfflinePlan(files()).fleet("production"))));
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
}
