package com.meddevo.localcloud.names;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hosts file (hosts(5)): what the machine's own says, and a line for each address of each discovery name. */
final class HostsFile {
    private static final String MARK = "# names of this platform's services; this file is rewritten whenever they change\n";

    private final Path file;
    private final Path machine;
    private final boolean mounted;

    /**
     * @param file    the file to keep
     * @param machine the machine's own hosts file; may be missing
     * @param mounted whether tasks have it mounted, so that only writing into the same inode reaches them; else it is replaced in one step
     */
    HostsFile(Path file, Path machine, boolean mounted) {
        this.file = file;
        this.machine = machine;
        this.mounted = mounted;
    }

    Path path() { return file; }

    /**
     * Writes the names anew.
     *
     * @param addresses addresses of each name
     * @param turn      by how many places the addresses of a name are turned, since most callers take the first one
     */
    void write(Map<String, List<String>> addresses, int turn) throws IOException {
        StringBuilder content = new StringBuilder(machineHosts());
        if (!content.isEmpty() && content.charAt(content.length() - 1) != '\n') content.append('\n');
        content.append(MARK);
        new TreeMap<>(addresses).forEach((name, all) -> {
            List<String> turned = new ArrayList<>(all);
            Collections.rotate(turned, -turn);
            turned.forEach(address -> content.append(address).append('\t').append(name).append('\n'));
        });
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        if (mounted) writeInPlace(bytes);
        else
            replace(bytes);
    }

    private String machineHosts() throws IOException {
        try {
            return Files.readString(machine);
        } catch (NoSuchFileException e) {
            return "127.0.0.1\tlocalhost\n";
        }
    }

    /** One write that covers the old content with empty lines, then a cut: a reader in between sees no half line. */
    private void writeInPlace(byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            byte[] covering = Arrays.copyOf(bytes, (int) Math.max(bytes.length, channel.size()));
            Arrays.fill(covering, bytes.length, covering.length, (byte) '\n');
            ByteBuffer buffer = ByteBuffer.wrap(covering);
            while (buffer.hasRemaining())
                channel.write(buffer, buffer.position());
            channel.truncate(bytes.length);
        }
    }

    private void replace(byte[] bytes) throws IOException {
        Path draft = Files.write(file.resolveSibling(file.getFileName() + ".new"), bytes);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
