package com.meddevo.localkube.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that grows by whole lines. Written through a RandomAccessFile, not a channel: an interrupt of the writing thread would close a channel
 * for everybody. Not thread-safe.
 */
final class LineFile implements AutoCloseable {
    private final RandomAccessFile file;
    private long size;
    private boolean dirty;

    private LineFile(RandomAccessFile file) throws IOException {
        this.file = file;
        this.size = file.length();
        file.seek(size);
    }

    /** Opens a file at its end, creating it where it is absent. */
    static LineFile append(Path path) throws IOException {
        return new LineFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Adds a line. If that fails in the middle, for example on a full disk, what was written of it is taken back. */
    void write(byte[] content) throws IOException {
        byte[] line = new byte[content.length + 1];
        System.arraycopy(content, 0, line, 0, content.length);
        line[content.length] = '\n';
        dirty = true;
        try {
            file.write(line);
            size += line.length;
        } catch (IOException e) {
            file.setLength(size);
            file.seek(size);
            throw e;
        }
    }

    /** Length in bytes. */
    long size() { return size; }

    /** Makes the disk keep what was written. */
    void sync() throws IOException {
        if (dirty) {
            file.getFD().sync();
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        sync();
        file.close();
    }
}
