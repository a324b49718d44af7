package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.meddevo.localcloud.task.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes find in their volumes. */
class TaskVolumesTest {
    private static final Mount BLOBS = new Mount("files-blobs", "/files/blobs", Optional.of("fs-1/blobs"), false);
    private static final Mount ORIGINALS = new Mount("files-originals", "/originals", Optional.of("fs-1/blobs"), true);

    @TempDir
    Path temp;
    private ShellTasks tasks;

    @BeforeEach
    void open() { tasks = new ShellTasks(temp); }

    @AfterEach
    void close() { tasks.close(); }

    private Path shared(String path) { return temp.resolve("home/files/fs-1").resolve(path); }

    /** Runs a line of shell to its end and tells what it wrote. */
    private List<String> run(String line, Map<String, String> environment, Mount... mounts) {
        tasks.events.lines.clear();
        tasks.awaitEnd(tasks.start(ShellTasks.container("main", true, line, environment).seeing(List.of(mounts))));
        return tasks.events.lines.stream().map(written -> written.substring("main: ".length())).toList();
    }

    @Test
    void what_one_task_writes_another_reads() {
        run("echo page > /files/blobs/one.txt", Map.of(), BLOBS);

        assertThat(run("cat /originals/one.txt", Map.of(), ORIGINALS)).containsExactly("page");
        assertThat(shared("blobs/one.txt")).hasContent("page");
    }

    @Test
    void a_program_is_told_its_folder_wherever_it_is_told_the_path() {
        var lines = run("echo $DIR; echo $URL; echo $OTHER; echo $FILES_BLOBS",
                Map.of("DIR", "/files/blobs/deep", "URL", "file:///files/blobs", "OTHER", "/files/blobs2:/my/files/blobs"), BLOBS);

        assertThat(lines).containsExactly(shared("blobs/deep").toString(), "file://" + shared("blobs"), "/files/blobs2:/my/files/blobs",
                shared("blobs").toString());
    }

    @Test
    void a_volume_of_the_tasks_own_goes_with_it() {
        var lines = run("echo x > /scratch/file; echo /scratch", Map.of(), new Mount("scratch", "/scratch", Optional.empty(), false));

        assertThat(Path.of(lines.getFirst())).startsWithRaw(temp.resolve("home/run"));
        await().atMost(ShellTasks.PATIENCE).until(() -> !Files.exists(Path.of(lines.getFirst())));
    }

    @Test
    void whoever_may_only_read_cannot_write() throws IOException {
        assumeTrue(tasks.names.everyLanguage(), "this machine has no mount namespaces, without which a folder cannot be closed");
        Files.createDirectories(shared("blobs"));

        var lines = run("echo page > /originals/one.txt && echo written || echo refused", Map.of(), ORIGINALS);

        assertThat(lines).last().isEqualTo("refused");
        assertThat(shared("blobs/one.txt")).doesNotExist();
    }
}
