package com.meddevo.change.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.meddevo.change.CannotTell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file, read once, so that what is judged is what is hashed. */
public record Input(Path file, byte[] bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    public static Input read(Path file) {
        try {
            return new Input(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CannotTell(file + " cannot be read: " + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
    }

    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The parser's own message may quote the file, so only the place is told. */
    public JsonNode json() {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new CannotTell(file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                    + " is not JSON, or holds a name twice: write it anew");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
