package com.meddevo.localcloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * Keeps an account in a file: takes in what is there, and writes what has changed every two seconds and when it is closed. The file is
 * replaced as a whole, so it is never half written.
 */
public final class AccountFile implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Account account;
    private final Path file;
    private ObjectNode written;
    private boolean closed;

    private AccountFile(Account account, Path file) {
        this.account = account;
        this.file = file;
    }

    /**
     * Restores an account from a file, if there is one, and keeps it there from now on.
     *
     * @param account an account with nothing in it
     * @param file    the file; its folder exists
     * @throws UncheckedIOException if there is a file and it cannot be read, with what to do about it
     */
    public static AccountFile keep(Account account, Path file) {
        var kept = new AccountFile(account, file);
        if (Files.exists(file)) {
            try {
                account.restore(JSON.readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The state of the local cloud in %s cannot be read. Delete the file to begin with an empty account."
                                .formatted(file),
                        e);
            }
        }
        kept.writeAgain();
        return kept;
    }

    private void writeAgain() {
        account.timeline().after(PAUSE, () -> account.timeline().afterwards(() -> {
            if (write()) {
                writeAgain();
            }
        }));
    }

    /** Writes what has changed. Returns whether to go on. */
    private synchronized boolean write() {
        if (closed) {
            return false;
        }
        var now = account.save();
        if (!now.equals(written)) {
            try {
                var next = file.resolveSibling(file.getFileName() + ".next");
                forUsAlone(next);
                JSON.writeValue(next.toFile(), now);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                written = now;
            } catch (IOException e) {
                throw new UncheckedIOException("The state of the local cloud cannot be written to %s.".formatted(file), e);
            }
        }
        return true;
    }

    /** The values of secrets stand in it, so that nobody else on the machine may read it. */
    private static void forUsAlone(Path next) throws IOException {
        Files.deleteIfExists(next);
        if (next.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Writes a last time. */
    @Override
    public synchronized void close() {
        write();
        closed = true;
    }
}
