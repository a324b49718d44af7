package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.FileArea;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFoldersTest {
    @Test
    void apps_that_mount_one_folder_as_different_users_are_both_told() {
        var notes = SharedFolders.notes(List.of(mounts("techdoc", "/blobs", 1000, 1000), mounts("render", "/blobs", 1000, 2000))).toList();

        assertThat(notes).extracting(Plan.Note::app).containsExactly("techdoc", "render");
        assertThat(notes.getFirst().text()).startsWith("it mounts /blobs as uid 1000, gid 1000, and app render as uid 1000, gid 2000");
        assertThat(notes.getLast().text()).startsWith("it mounts /blobs as uid 1000, gid 2000, and app techdoc as uid 1000, gid 1000");
    }

    @Test
    void apps_that_mount_one_folder_as_one_user_or_different_folders_are_told_nothing() {
        assertThat(SharedFolders.notes(List.of(mounts("techdoc", "/blobs", 1000, 1000), mounts("render", "/blobs", 1000, 1000),
                mounts("web", "/pages", 33, 33)))).isEmpty();
    }

    @Test
    void of_three_apps_each_hears_of_those_that_differ_from_it() {
        var notes = SharedFolders.notes(
                List.of(mounts("techdoc", "/blobs", 1, 1), mounts("render", "/blobs", 1, 1), mounts("web", "/blobs", 33, 33))).toList();

        assertThat(notes).hasSize(3);
        assertThat(notes.getFirst().text()).contains("app web as uid 33, gid 33").doesNotContain("app render");
        assertThat(notes.getLast().text()).contains("app render as uid 1, gid 1 and app techdoc as uid 1, gid 1");
    }

    private static AppSpec mounts(String name, String path, long uid, long gid) {
        var app = app(name);
        return app.but().task(app.task().but().files(List.of(new FileArea("files", "/files", path, FileArea.Access.READ_WRITE,
                new FileArea.Owner(uid, gid, "750")))).build()).build();
    }
}
