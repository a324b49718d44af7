package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Facts.Rejection;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.example.Discovery;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.LogGroup;
import com.meddevo.plan.example.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final LogGroup LOGS = new LogGroup(new ResourceId("log-group", "techdoc", "main"), 30);
    private static final Discovery NAME = new Discovery(new ResourceId("discovery", "techdoc", "techdoc"), 10);
    @SuppressWarnings("unchecked") // the kind of that name has that type
    private static final ResourceKind<Discovery> DISCOVERIES = (ResourceKind<Discovery>) kind("discovery");
    private static final ResourceKind<?> LOG_GROUPS = kind("log-group");
    private static final ResourceKind<?> TARGET_GROUPS = kind("target-group");

    @Test
    void the_order_of_resources_does_not_matter() {
        assertThat(new Snapshot(List.of(), List.of(LOGS, NAME), Facts.NONE))
                .isEqualTo(new Snapshot(List.of(), List.of(NAME, LOGS), Facts.NONE));
    }

    @Test
    void resources_are_found_by_their_type() {
        assertThat(new Snapshot(List.of(), List.of(LOGS, NAME), Facts.NONE).of(LogGroup.class)).containsExactly(LOGS);
    }

    @Test
    void one_apps_resources_of_a_kind_are_found_among_many() {
        var snapshot = new Snapshot(List.of(),
                List.of(NAME, LOGS, discovery("techdoc", "alias"), discovery("techdocs", "x"), discovery("tech", "y")),
                Facts.NONE);

        assertThat(snapshot.of(DISCOVERIES, "techdoc")).containsExactly(discovery("techdoc", "alias"), NAME);
        assertThat(snapshot.of(DISCOVERIES, "web")).isEmpty();
    }

    @Test
    void a_resource_is_found_by_its_id() {
        var snapshot = new Snapshot(List.of(), List.of(NAME, LOGS), Facts.NONE);

        assertThat(snapshot.find(LOGS.id())).contains(LOGS);
        assertThat(snapshot.find(new ResourceId("log-group", "web", "main"))).isEmpty();
        assertThat(snapshot.find(new ResourceId("alarm", "techdoc", "main"))).isEmpty();
    }

    @Test
    void of_two_with_one_id_the_one_that_stays_is_found() {
        var service = new Service(new ResourceId("service", "techdoc", "main"), LOGS.id(), 1, Optional.empty(), Optional.empty(), false);
        var draining = service.draining();

        assertThat(new Snapshot(List.of(), List.of(draining, service, draining), Facts.NONE).find(service.id())).contains(service);
        assertThat(new Snapshot(List.of(), List.of(draining), Facts.NONE).find(service.id())).contains(draining);
    }

    @Test
    void a_kind_that_no_reading_covers_was_not_read() { assertThat(read(LOG_GROUPS, "techdoc")).isFalse(); }

    @Test
    void a_reading_of_a_kind_covers_every_app() {
        assertThat(read(LOG_GROUPS, "techdoc", Reading.of("log-group", Instant.EPOCH))).isTrue();
    }

    @Test
    void a_reading_of_one_app_covers_no_other() {
        var reading = new Reading("log-group", Optional.of("techdoc"), Reading.WHOLE, Instant.EPOCH);

        assertThat(read(LOG_GROUPS, "techdoc", reading)).isTrue();
        assertThat(read(LOG_GROUPS, "render", reading)).isFalse();
    }

    @Test
    void a_kind_in_several_facets_is_read_when_all_of_them_are() {
        var groups = new Reading("target-group", Optional.empty(), "groups", Instant.EPOCH);
        var attributes = new Reading("target-group", Optional.of("techdoc"), "attributes", Instant.EPOCH);

        assertThat(read(TARGET_GROUPS, "techdoc", groups)).isFalse();
        assertThat(read(TARGET_GROUPS, "techdoc", groups, attributes)).isTrue();
    }

    @Test
    void facts_of_two_sources_are_joined_and_the_later_word_on_an_image_counts() {
        var claim = new RouteClaim("arn:listener", 1, Optional.empty(), List.of(), List.of("/*"));
        var rejection = new Rejection("techdoc", new ResourceId("task-definition", "techdoc", "1"), "tasks failed to start", Instant.EPOCH);
        var first = new Facts(Map.of("a:1", Optional.of("old"), "b:1", Optional.empty()), List.of(claim), List.of());
        var second = new Facts(Map.of("a:1", Optional.of("new")), List.of(), List.of(rejection));

        assertThat(first.and(second)).isEqualTo(
                new Facts(Map.of("a:1", Optional.of("new"), "b:1", Optional.empty()), List.of(claim), List.of(rejection)));
    }

    private static boolean read(ResourceKind<?> kind, String app, Reading... readings) {
        return new Snapshot(List.of(readings), List.of(), Facts.NONE).read(kind, app);
    }

    private static Discovery discovery(String app, String name) { return new Discovery(new ResourceId("discovery", app, name), 10); }

    private static ResourceKind<?> kind(String name) {
        return Example.KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
    }
}
