package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.localcloud.names.NamesOfTest;
import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskLaunch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTasksTest {
    /** Answers HTTP requests with what it knows of itself, and says goodbye when asked to end. */
    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetAddress;
            import java.net.InetSocketAddress;
            class Server {
                public static void main(String[] args) throws Exception {
                    var env = System.getenv();
                    var address = new InetSocketAddress(env.get("SERVER_ADDRESS"), Integer.parseInt(env.get("SERVER_PORT")));
                    var server = HttpServer.create(address, 0);
                    server.createContext("/", exchange -> {
                        String path = exchange.getRequestURI().getPath();
                        String answer = switch (path) {
                            case "/heap" -> "" + Runtime.getRuntime().maxMemory() / 1024 / 1024;
                            case "/arguments" -> String.join(",", args);
                            case "/folder" -> System.getProperty("user.dir") + " " + System.getProperty("java.io.tmpdir");
                            default -> path.startsWith("/name/") ? resolve(path.substring(6)) : "" + env.get(path.substring(1));
                        };
                        exchange.sendResponseHeaders(200, answer.length());
                        exchange.getResponseBody().write(answer.getBytes());
                        exchange.close();
                    });
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
                    server.start();
                    System.out.println("listening");
                }
                static String resolve(String name) {
                    try {
                        return InetAddress.getByName(name).getHostAddress();
                    } catch (java.net.UnknownHostException e) {
                        return "unknown";
                    }
                }
            }
            """;
    private static final int PORT = 8081;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    @TempDir
    static Path built;
    @TempDir
    Path temp;
    private final EventsOfTest events = new EventsOfTest();
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalRegistry registry;
    private TaskNames names;
    private ProcessTasks tasks;

    @BeforeEach
    void open() {
        registry = new LocalRegistry(temp.resolve("registry"));
        names = new TaskNames(temp.resolve("names"));
        tasks = newTasks();
    }

    @AfterEach
    void close() {
        tasks.close();
        names.close();
        client.close();
    }

    private ProcessTasks newTasks() {
        return new ProcessTasks(temp.resolve("home"), registry, names,
                launch -> Map.of("MONGODB_URI", "mongodb://127.0.0.1/" + launch.service()));
    }

    @Test
    void a_jar_becomes_a_process_with_address_environment_heap_and_folder_of_its_own() throws Exception {
        // given
        pushServer();
        TaskLaunch launch = task(container("server:1", List.of("--one", "two"), Map.of("LEVEL", "debug")));

        // when
        tasks.start(launch, events);

        // then
        String address = running(launch);
        assertThat(address).startsWith("127.").isNotEqualTo("127.0.0.1");
        awaitLine("main: listening");
        assertThat(ask(address, "HOST")).isEqualTo(address);
        assertThat(ask(address, "PORT")).isEqualTo("8081");
        assertThat(ask(address, "LEVEL")).isEqualTo("debug");
        assertThat(ask(address, "MONGODB_URI")).isEqualTo("mongodb://127.0.0.1/web");
        assertThat(ask(address, "MEDDEVO_TASK_ID")).isEqualTo(launch.taskId());
        assertThat(ask(address, "arguments")).isEqualTo("--one,two");
        assertThat(Integer.parseInt(ask(address, "heap"))).isBetween(140, 154);
        Path folder = temp.resolve("home/run").resolve(launch.taskId());
        assertThat(ask(address, "folder")).isEqualTo(folder + " " + folder);
    }

    @Test
    void nothing_else_of_the_platforms_environment_reaches_a_task() {
        // given
        registry.pushCommand("env", "1", "env");

        // when
        tasks.start(task(container("env:1")), events);

        // then
        await().atMost(PATIENCE).until(() -> !events.stopped.isEmpty());
        assertThat(events.lines).extracting(line -> line.substring("main: ".length()).replaceFirst("=.*", ""))
                .isSubsetOf("PATH", "HOME", "TZ", "LANG", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_", "MONGODB_URI",
                        "SERVER_ADDRESS", "HOST",
                        "SERVER_PORT", "PORT", "MEDDEVO_TASK_ID");
    }

    @Test
    void tasks_of_one_port_run_side_by_side_and_also_those_of_another_platform() throws Exception {
        // given
        pushServer();
        TaskLaunch first = task(container("server:1"));
        TaskLaunch second = task(container("server:1"));
        TaskLaunch elsewhere = task(container("server:1"));

        // when
        tasks.start(first, events);
        tasks.start(second, events);
        try (ProcessTasks other = new ProcessTasks(temp.resolve("other"), registry, names, launch -> Map.of())) {
            other.start(elsewhere, events);

            // then
            List<String> addresses = List.of(running(first), running(second), running(elsewhere));
            assertThat(addresses).doesNotHaveDuplicates();
            assertThat(addresses.get(2).split("\\.")[1]).isNotEqualTo(addresses.get(0).split("\\.")[1]);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events.lines).hasSize(3));
            assertThat(ask(addresses.get(0), "MEDDEVO_TASK_ID")).isEqualTo(first.taskId());
            assertThat(ask(addresses.get(1), "MEDDEVO_TASK_ID")).isEqualTo(second.taskId());
            assertThat(ask(addresses.get(2), "MEDDEVO_TASK_ID")).isEqualTo(elsewhere.taskId());
        }
    }

    @Test
    void a_stopped_task_gets_sigterm_and_its_last_lines_are_kept() throws Exception {
        // given
        pushServer();
        TaskLaunch launch = task(container("server:1"));
        tasks.start(launch, events);
        running(launch);
        awaitLine("main: listening");

        // when
        tasks.stop(launch.taskId());

        // then
        assertThat(stopped(launch)).isEqualTo(new EventsOfTest.Stopped(OptionalInt.of(143), "Task stopped by user"));
        assertThat(events.lines).containsExactly("main: listening", "main: goodbye");
        assertThat(temp.resolve("home/logs/web/" + launch.taskId() + ".log")).hasContent("listening\ngoodbye");
        assertThat(temp.resolve("home/run/" + launch.taskId())).doesNotExist();
        assertThat(tasks.processes()).isEmpty();
    }

    @Test
    void the_third_start_of_a_jar_uses_the_classes_that_the_second_one_left() throws Exception {
        // given
        pushServer();
        assertThat(archiveOption()).isEmpty();
        assertThat(archiveOption()).contains("-XX:ArchiveClassesAtExit");

        // when
        String third = archiveOption();

        // then
        assertThat(third).contains("-XX:SharedArchiveFile");
        assertThat(events.lines).containsOnly("main: listening", "main: goodbye");
    }

    /** Runs a task of the server to its end and tells what its command line says of archives. */
    private String archiveOption() throws IOException {
        events.lines.clear();
        TaskLaunch launch = task(container("server:1"));
        tasks.start(launch, events);
        long pid = process(launch).pid();
        awaitLine("main: listening");
        String option = Stream.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"))
                .filter(each -> each.contains(".jsa")).collect(Collectors.joining());
        tasks.stop(launch.taskId());
        stopped(launch);
        return option;
    }

    @Test
    void a_process_that_ignores_sigterm_is_killed_with_its_children_after_the_stop_timeout() {
        // given
        registry.pushCommand("stubborn", "1",
                "trap '' TERM; (trap '' TERM; echo child; while :; do sleep 1; done) & echo parent; while :; do sleep 1; done");
        TaskLaunch launch = task(container("stubborn:1"));
        tasks.start(launch, events);
        awaitLine("main: child");
        awaitLine("main: parent");
        ProcessHandle parent = process(launch).handle().orElseThrow();
        List<ProcessHandle> family = parent.descendants().toList();

        // when
        tasks.stop(launch.taskId());

        // then
        assertThat(stopped(launch).exitCode()).hasValue(137);
        assertThat(family).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_process_that_exits_is_reported_with_its_code_and_last_lines() {
        // given
        registry.pushCommand("crash", "1", "echo cannot start >&2; exit 3");
        TaskLaunch launch = task(container("crash:1"));

        // when
        tasks.start(launch, events);

        // then
        assertThat(stopped(launch)).isEqualTo(new EventsOfTest.Stopped(OptionalInt.of(3), "Essential container in task exited"));
        assertThat(events.lines).containsExactly("main: cannot start");
    }

    @Test
    void what_an_ended_process_leaves_behind_ends_with_its_task() {
        // given
        registry.pushCommand("orphan", "1", "setsid sleep 1000 >/dev/null 2>&1 & echo $!; exit 0");
        TaskLaunch launch = task(container("orphan:1"));

        // when
        tasks.start(launch, events);

        // then
        stopped(launch);
        long orphan = Long.parseLong(events.lines.getFirst().substring("main: ".length()));
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void the_end_of_an_essential_container_ends_the_task_and_that_of_another_does_not() {
        // given
        registry.pushCommand("short", "1", "echo done");
        registry.pushCommand("long", "1", "echo up; exec sleep 1000");
        TaskLaunch launch = task(container("side", "short:1", false), container("main", "long:1", true));
        tasks.start(launch, events);
        awaitLine("side: done");
        awaitLine("main: up");
        assertThat(events.stopped).isEmpty();

        // when
        process(launch, "main").handle().orElseThrow().destroyForcibly();

        // then
        assertThat(stopped(launch)).isEqualTo(new EventsOfTest.Stopped(OptionalInt.of(137), "Essential container in task exited"));
        assertThat(temp.resolve("home/logs/web/" + launch.taskId() + ".log")).content().contains("[side] done", "[main] up");
    }

    @Test
    void an_image_that_nobody_pushed_cannot_be_pulled() {
        // given
        TaskLaunch launch = task(container("missing:1"));

        // when
        tasks.start(launch, events);

        // then
        assertThat(stopped(launch).exitCode()).isEmpty();
        assertThat(stopped(launch).reason()).startsWith("CannotPullContainerError: missing:1: not found").contains("image push");
        assertThat(events.running).isEmpty();
    }

    @Test
    void a_command_that_does_not_exist_ends_the_task() {
        // given
        registry.pushCommand("app", "1", "true");
        TaskLaunch launch = task(container("app:1", List.of("/no/such/program"), Map.of()));

        // when
        tasks.start(launch, events);

        // then
        assertThat(stopped(launch).exitCode().isEmpty() ? stopped(launch).reason() : "exit " + stopped(launch).exitCode().getAsInt())
                .matches("exit 12[67]|CannotStartContainerError: main: .*");
    }

    @Test
    void a_port_that_a_program_holds_on_all_addresses_is_named() throws IOException {
        // given
        registry.pushCommand("app", "1", "exec sleep 1000");
        try (ServerSocket everywhere = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            TaskLaunch launch = task(new ContainerLaunch("main", "app:1", true, List.of(), Map.of(), List.of(everywhere.getLocalPort()),
                    Duration.ofSeconds(5),
                    Optional.empty()));

            // when
            tasks.start(launch, events);

            // then
            assertThat(stopped(launch).reason()).contains("[" + everywhere.getLocalPort() + "]", "0.0.0.0");
        }
    }

    @Test
    void closing_ends_every_task_and_reports_none_of_it() {
        // given
        registry.pushCommand("long", "1", "echo up; exec sleep 1000");
        TaskLaunch launch = task(container("long:1"));
        tasks.start(launch, events);
        awaitLine("main: up");
        ProcessHandle process = process(launch).handle().orElseThrow();

        // when
        tasks.close();

        // then
        assertThat(process.isAlive()).isFalse();
        assertThat(events.stopped).isEmpty();
        assertThat(temp.resolve("home/tasks.json")).content().doesNotContain(launch.taskId());
    }

    @Test
    void tasks_that_outlived_their_platform_are_ended_and_strangers_with_their_pid_are_not() throws IOException {
        // given
        Process left = new ProcessBuilder("sleep", "1000").start();
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        TaskTable table = new TaskTable(temp.resolve("home/tasks.json"));
        table.add(new TaskProcess("left", "web", "main", left.pid(), TaskProcess.startedAt(left.toHandle()), "127.77.0.2"));
        table.add(new TaskProcess("reused", "web", "main", stranger.pid(), TaskProcess.startedAt(stranger.toHandle()).minusSeconds(60),
                "127.77.0.3"));
        tasks.close();
        tasks = newTasks();

        // when
        int ended = tasks.endLeftovers();

        // then
        assertThat(ended).isEqualTo(1);
        assertThat(left.isAlive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(new TaskTable(temp.resolve("home/tasks.json")).processes()).isEmpty();
        stranger.destroyForcibly();
    }

    @Test
    void discovery_names_resolve_inside_a_task() throws Exception {
        // given
        pushServer();
        NamesOfTest table = new NamesOfTest();
        names.follow(table);
        TaskLaunch launch = task(container("server:1"));
        tasks.start(launch, events);
        String address = running(launch);
        awaitLine("main: listening");
        assertThat(ask(address, "name/render.svc.test")).isEqualTo("unknown");

        // when
        table.put("render.svc.test", address);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ask(address, "name/render.svc.test")).isEqualTo(address));
    }

    private void pushServer() throws IOException {
        Path jar = built.resolve("Server.jar");
        registry.pushJar("server", "1", Files.exists(jar) ? jar : JarOfTest.compile(built, "Server", SERVER));
    }

    private static TaskLaunch task(ContainerLaunch... containers) {
        return new TaskLaunch(UUID.randomUUID().toString().replace("-", ""), "local", "web",
                "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:1",
                List.of(containers), 256, 256);
    }

    private static ContainerLaunch container(String image) { return container(image, List.of(), Map.of()); }

    private static ContainerLaunch container(String image, List<String> command, Map<String, String> environment) {
        return new ContainerLaunch("main", image, true, command, environment, List.of(PORT), Duration.ofSeconds(2), Optional.empty());
    }

    private static ContainerLaunch container(String name, String image, boolean essential) {
        return new ContainerLaunch(name, image, essential, List.of(), Map.of(), List.of(), Duration.ofSeconds(2), Optional.empty());
    }

    private String running(TaskLaunch launch) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events.running).as("stopped: %s", events.stopped).containsKey(launch.taskId()));
        return events.running.get(launch.taskId());
    }

    private EventsOfTest.Stopped stopped(TaskLaunch launch) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events.stopped).containsKey(launch.taskId()));
        return events.stopped.get(launch.taskId());
    }

    private void awaitLine(String line) { await().atMost(PATIENCE).untilAsserted(() -> assertThat(events.lines).contains(line)); }

    private TaskProcess process(TaskLaunch launch) { return process(launch, "main"); }

    private TaskProcess process(TaskLaunch launch, String container) {
        running(launch);
        return tasks.processes().stream().filter(each -> each.taskId().equals(launch.taskId()) && each.container().equals(container))
                .findFirst().orElseThrow();
    }

    private String ask(String address, String what) throws IOException, InterruptedException {
        return client
                .send(HttpRequest.newBuilder(URI.create("http://" + address + ":" + PORT + "/" + what)).build(), BodyHandlers.ofString())
                .body();
    }
}
