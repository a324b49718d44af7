package com.meddevo.aws.tags;

import com.meddevo.plan.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long contents: the same on every machine, in every run. */
public final class ContentHash {
    private ContentHash() {}

    /**
     * @param content anything that {@link CanonicalJson} writes
     * @param length hex digits, at most 64
     */
    public static String of(Object content, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
