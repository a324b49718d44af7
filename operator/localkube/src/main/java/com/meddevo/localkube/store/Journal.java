package com.meddevo.localkube.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file behind the store: one JSON object per line. First the state at some revision ({@code revision}, then {@code kept} per object),
 * then every change since ({@code put}, {@code removed}). A change is written before anybody sees it, so a killed process loses nothing; the
 * disk itself is told within a fifth of a second, which a power cut may cost. A line that a kill tore at the end of the file is dropped.
 * When the changes outweigh the state, the file is written anew beside itself and moved into place.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ALWAYS_WORTH_KEEPING = 4L << 20;

    private final Path file;
    private final FileChannel lockFile;
    private LineFile lines;
    private long stateBytes;
    private boolean closed;

    private Journal(Path file, FileChannel lockFile) {
        this.file = file;
        this.lockFile = lockFile;
    }

    /** What is told, line by line, what the file says. */
    interface Reader {
        void begin(long revision);

        void kept(String collection, ObjectNode object);

        void put(String collection, ObjectNode object);

        void removed(String collection, ObjectNode object);
    }

    /** Opens the file, creating it where it is absent, and tells the reader what it holds. */
    static Journal open(Path file, Reader reader) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel lockFile = lock(file);
            Journal journal = new Journal(file, lockFile);
            try {
                journal.recover(reader);
                journal.lines = LineFile.append(file);
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the state file " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel lockFile = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            lockFile.close();
            throw new IllegalStateException(
                    "The state file " + file + " is in use by another running API. Stop that one, or choose another file.");
        }
        return lockFile;
    }

    private void recover(Reader reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int begin = 0;
        for (int line = 1; begin < bytes.length; line++) {
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            JsonNode entry = end == bytes.length ? null : parse(bytes, begin, end);
            if (entry == null && end >= bytes.length - 1) {
                LOG.warn("dropped a torn last line of the state file, file={} line={}", file, line);
                try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    torn.truncate(begin);
                }
                return;
            }
            if (entry == null) {
                throw new IOException("line " + line + " is not JSON; restore the file from a copy, or remove it to begin anew");
            }
            tell(reader, entry);
            begin = end + 1;
        }
    }

    private static JsonNode parse(byte[] bytes, int begin, int end) throws IOException {
        try {
            return JSON.readTree(bytes, begin, end - begin);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void tell(Reader reader, JsonNode entry) {
        String collection = entry.path("collection").asText();
        if (entry.has("revision")) {
            reader.begin(entry.get("revision").asLong());
        } else if (entry.has("kept")) {
            reader.kept(collection, (ObjectNode) entry.get("kept"));
        } else if (entry.has("put")) {
            reader.put(collection, (ObjectNode) entry.get("put"));
        } else {
            reader.removed(collection, (ObjectNode) entry.get("removed"));
        }
    }

    /** Appends one change. */
    synchronized void append(Change change) {
        try {
            lines.write(line(change.key().collection(), change.deleted() ? "removed" : "put", change.after()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the state file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether the changes outweigh the state so far that the file should be written anew. */
    synchronized boolean outgrown() {
        return lines.size() > Math.max(ALWAYS_WORTH_KEEPING, 4 * stateBytes);
    }

    /** Replaces the file by the state alone. If that fails, the file stays as it is and grows on. */
    synchronized void rewrite(long revision, Collection<Map.Entry<ObjectKey, ObjectNode>> state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (LineFile out = LineFile.append(fresh)) {
                out.write(JSON.writeValueAsBytes(JSON.createObjectNode().put("revision", revision)));
                for (Map.Entry<ObjectKey, ObjectNode> each : state) {
                    out.write(line(each.getKey().collection(), "kept", each.getValue()));
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LineFile before = lines;
            lines = LineFile.append(file);
            before.close();
        } catch (IOException e) {
            LOG.warn("cannot rewrite the state file, file={} cause={}", file, e.getMessage());
        }
        stateBytes = lines.size();
    }

    /** Tells the disk what was written since the last time. */
    synchronized void sync() {
        try {
            if (!closed) {
                lines.sync();
            }
        } catch (IOException e) {
            LOG.warn("cannot sync the state file, file={} cause={}", file, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            lines.close();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("cannot close the state file, file={} cause={}", file, e.getMessage());
        }
    }

    private static byte[] line(String collection, String verb, ObjectNode object) throws JsonProcessingException {
        ObjectNode entry = JSON.createObjectNode().put("collection", collection);
        entry.set(verb, object);
        return JSON.writeValueAsBytes(entry);
    }
}
