package com.meddevo.localcloud.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskNamesTest {
    /** Answers each name on its standard input with the address it resolves to. */
    private static final String RESOLVER = """
            import java.net.InetAddress;
            class Resolver {
                public static void main(String[] args) throws Exception {
                    var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
                    for (String name; (name = in.readLine()) != null; System.out.flush()) {
                        try {
                            System.out.println(InetAddress.getByName(name).getHostAddress());
                        } catch (java.net.UnknownHostException e) {
                            System.out.println("unknown");
                        }
                    }
                }
            }
            """;
    @TempDir
    Path temp;
    private final NamesOfTest table = new NamesOfTest();
    private final List<Process> processes = new ArrayList<>();
    private TaskNames names;

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        names.close();
    }

    @Test
    void a_program_in_any_language_sees_the_names_of_the_moment() throws IOException {
        // given
        names = new TaskNames(temp);
        assumeTrue(names.everyLanguage(), "this machine allows no mount namespaces");
        names.follow(table);
        Process shell = start(List.of("/bin/sh", "-c", "while read line; do grep -c '^127.77.0.1.render.test$' /etc/hosts; done"));
        assertThat(ask(shell, "before")).isEqualTo("0");

        // when
        table.put("render.test", "127.77.0.1");

        // then
        await().untilAsserted(() -> assertThat(ask(shell, "after")).isEqualTo("1"));
        assertThat(Files.readString(Path.of("/etc/hosts"))).doesNotContain("render.test");
    }

    @Test
    void the_process_id_is_that_of_the_program() throws IOException {
        // given
        names = new TaskNames(temp);

        // when
        Process shell = start(List.of("/bin/sh", "-c", "read line; echo $$"));

        // then
        assertThat(ask(shell, "")).isEqualTo(String.valueOf(shell.pid()));
    }

    @Test
    void a_java_program_follows_a_name_that_appears_and_moves() throws IOException {
        // given
        names = new TaskNames(temp);
        names.follow(table);

        // then
        followsNames();
    }

    @Test
    void without_mount_namespaces_java_programs_read_the_file_themselves() throws IOException {
        // given
        names = new TaskNames(temp, Path.of("/etc/hosts"), hosts -> Optional.empty());
        names.follow(table);

        // then
        assertThat(names.everyLanguage()).isFalse();
        assertThat(names.describe()).contains("Java tasks only");
        assertThat(names.wrap(List.of("true"), List.of())).containsExactly("true");
        followsNames();
    }

    private void followsNames() throws IOException {
        Path source = Files.writeString(temp.resolve("Resolver.java"), RESOLVER);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(names.javaOptions());
        command.add(source.toString());
        Process java = start(command);
        assertThat(ask(java, "localhost")).isEqualTo("127.0.0.1");
        assertThat(ask(java, "render.test")).isEqualTo("unknown");
        table.put("render.test", "127.77.0.1");
        await().untilAsserted(() -> assertThat(ask(java, "render.test")).isEqualTo("127.77.0.1"));
        table.put("render.test", "127.77.0.2");
        await().untilAsserted(() -> assertThat(ask(java, "render.test")).isEqualTo("127.77.0.2"));
    }

    @Test
    void a_name_with_several_addresses_begins_with_each_of_them_in_turn() throws IOException {
        // given
        Path file = temp.resolve("hosts");
        HostsFile hosts = new HostsFile(file, temp.resolve("missing"), true);
        names = new TaskNames(temp.resolve("unused"));
        List<String> firsts = new ArrayList<>();

        // when
        for (int turn = 0; turn < 3; turn++) {
            hosts.write(Map.of("render.test", List.of("127.0.0.1", "127.0.0.2", "127.0.0.3")), turn);
            firsts.add(Files.readAllLines(file).stream().filter(line -> line.endsWith("render.test")).findFirst().orElseThrow());
        }

        // then
        assertThat(firsts).containsExactly("127.0.0.1\trender.test", "127.0.0.2\trender.test", "127.0.0.3\trender.test");
    }

    @Test
    void a_mounted_file_keeps_its_inode_and_loses_what_is_gone() throws IOException {
        // given
        Path file = temp.resolve("hosts");
        Path machine = Files.writeString(temp.resolve("machine"), "127.0.0.1 localhost");
        HostsFile hosts = new HostsFile(file, machine, true);
        names = new TaskNames(temp.resolve("unused"));
        hosts.write(Map.of("a.test", List.of("127.0.0.1"), "b.test", List.of("127.0.0.2")), 0);
        Object inode = Files.getAttribute(file, "unix:ino");

        // when
        hosts.write(Map.of("b.test", List.of("127.0.0.3")), 0);

        // then
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
        assertThat(Files.readAllLines(file)).first().isEqualTo("127.0.0.1 localhost");
        assertThat(Files.readAllLines(file)).last().isEqualTo("127.0.0.3\tb.test");
        assertThat(Files.readString(file)).doesNotContain("a.test", "127.0.0.2");
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(names.wrap(command, List.of())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        return process;
    }

    private static String ask(Process process, String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
        BufferedReader answers = process.inputReader();
        return answers.readLine();
    }
}
