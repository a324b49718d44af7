package com.meddevo.referee;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.AwsRegistry;
import com.meddevo.fleet.Environment;
import com.meddevo.referee.ForeignClient.Difference;
import com.meddevo.registry.Registry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The local cloud before boto3, with moto beside it. */
class ForeignClientIT {
    private static final Environment.Account ACCOUNT = new Environment.Account("000000000000", "eu-central-1", Optional.empty(),
            Optional.empty());
    private static ForeignClient found;

    @BeforeAll
    static void ask() throws IOException, InterruptedException { found = ForeignClient.ask(); }

    @Test
    void every_operation_that_the_operator_uses_is_tried() {
        var untried = new TreeSet<>(operations());
        untried.removeAll(found.called());

        assertThat(untried).as("operations without a scenario in scenarios.py").isEmpty();
    }

    @Test
    void every_answer_of_the_local_cloud_can_be_read() { assertThat(found.broken()).isEmpty(); }

    @Test
    void whatever_moto_says_otherwise_is_named_with_its_source() {
        assertThat(found.differences()).filteredOn(difference -> meant().stream().noneMatch(meant -> meant.covers(difference)))
                .as("differences from moto without a row in docs/referee.md").isEmpty();
    }

    @Test
    void every_difference_that_is_named_is_still_there() {
        assertThat(meant()).filteredOn(meant -> found.differences().stream().noneMatch(meant::covers))
                .as("rows of docs/referee.md that no difference from moto needs any more").isEmpty();
    }

    /** What the drivers declare, which their contract compares with what they call. */
    private static Set<String> operations() {
        var account = Environment.named("local", ACCOUNT).build();
        var terms = new Registry.CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24));
        var settings = new Registry.Settings(true, true, List.of(), List.of(), Optional.empty());
        var registry = new Registry("local", ACCOUNT, "", settings, List.of("local"), terms);
        try (var environment = new AwsEnvironment(account, AwsClients.connect(account, Optional.of(Moto.address())), Clock.systemUTC());
                var images = AwsRegistry.connect(registry, Optional.of(Moto.address()), Clock.systemUTC())) {
            var operations = new TreeSet<>(environment.actions());
            operations.addAll(images.actions());
            operations.remove("iam:PassRole"); // a permission that nobody calls
            return operations;
        }
    }

    /** One pattern of an operation with one of a place in its answer. */
    private record Meant(String operation, String where) {
        boolean covers(Difference difference) { return matches(operation, difference.operation()) && matches(where, difference.where()); }

        private static boolean matches(String pattern, String text) {
            String regex = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return text.matches(regex);
        }
    }

    private static List<Meant> meant() {
        return Page.rows("Differences").stream().flatMap(row -> words(row.get(0)).stream().flatMap(
                operation -> words(row.get(1)).stream().map(where -> new Meant(operation, where)))).toList();
    }

    private static List<String> words(String cell) { return Arrays.stream(cell.split(" ")).map(word -> word.replace("`", "")).toList(); }
}
