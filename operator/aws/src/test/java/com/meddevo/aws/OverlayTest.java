package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.loggroup.LogGroup;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.localcloud.time.Timeline;
import com.meddevo.plan.Change;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final LogGroup SHORT = group(30);
    private static final LogGroup LONG = group(365);

    private final Timeline time = Timeline.moved(Instant.parse("2026-11-22T20:00:00Z"));
    private final Overlay overlay = new Overlay(time.clock());

    @Test
    void what_was_created_is_there_although_the_list_does_not_show_it_yet() {
        overlay.remember(new Change.Create<>(SHORT));

        assertThat(over()).containsExactly(SHORT);
    }

    @Test
    void what_was_seen_once_and_is_gone_is_gone() {
        overlay.remember(new Change.Create<>(SHORT));
        over(SHORT);

        assertThat(over()).isEmpty();
    }

    @Test
    void a_reading_from_before_an_update_shows_what_was_written() {
        overlay.remember(new Change.Update<>(SHORT, LONG, List.of()));

        assertThat(over(SHORT)).containsExactly(LONG);
    }

    @Test
    void a_reading_that_is_neither_before_nor_after_counts_as_it_is() {
        overlay.remember(new Change.Update<>(SHORT, LONG, List.of()));

        assertThat(over(group(7))).containsExactly(group(7));
        assertThat(over(SHORT)).containsExactly(SHORT);
    }

    @Test
    void what_was_deleted_is_gone_although_the_list_still_shows_it() {
        overlay.remember(new Change.Delete<>(SHORT, "nobody asks for it"));

        assertThat(over(SHORT)).isEmpty();
    }

    @Test
    void after_two_minutes_the_reading_is_right() {
        overlay.remember(new Change.Create<>(SHORT));
        time.advance(Duration.ofSeconds(121));

        assertThat(over()).isEmpty();
    }

    @Test
    void what_the_reading_does_not_cover_is_not_touched() {
        overlay.remember(new Change.Create<>(SHORT));

        assertThat(overlay.over(List.of(), id -> false)).isEmpty();
        assertThat(over()).containsExactly(SHORT);
    }

    private List<ResourceState> over(ResourceState... read) { return overlay.over(List.of(read), (ResourceId id) -> true); }

    private static LogGroup group(int days) { return new LogGroup(LogGroups.id("techdoc"), "/ecs/local/techdoc", days, Optional.empty()); }
}
