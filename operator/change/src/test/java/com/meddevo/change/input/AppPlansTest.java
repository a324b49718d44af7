package com.meddevo.change.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.meddevo.change.CannotTell;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Plan.NotRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppPlansTest {
    @TempDir
    private Path folder;

    @Test
    void what_the_operator_prints_can_be_read() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"),
                new Plan(List.of(), List.of(), List.of(new NotRead("techdoc", "image"))).json());

        assertThat(AppPlans.read(file).changes()).singleElement()
                .satisfies(change -> assertThat(change.unit() + " " + change.address() + " " + change.action())
                        .isEqualTo("apps/techdoc image unread"));
    }

    @Test
    void something_else_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "{\"items\": []}");

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> AppPlans.read(file)).withMessageContaining("is no plan of apps");
    }
}
