package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UsageMeterTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void what_a_process_uses_is_told_in_percent_of_what_its_task_reserves() {
        var small = new UsageMeter(256, 512);
        var large = new UsageMeter(256, 1024);
        var self = List.of(ProcessHandle.current());
        assertThat(small.read(self)).as("nothing to compare with yet").isEmpty();
        large.read(self);

        var ofSmall = small.read(self).orElseThrow();
        var ofLarge = large.read(self).orElseThrow();

        assertThat(ofSmall.memoryPercent()).isPositive();
        assertThat(ofLarge.memoryPercent()).isLessThan(ofSmall.memoryPercent());
        assertThat(ofSmall.cpuPercent()).isNotNegative();
    }

    @Test
    void where_nothing_runs_nothing_is_told() {
        var meter = new UsageMeter(256, 512);
        meter.read(List.of());

        assertThat(meter.read(List.of())).isEmpty();
    }
}
