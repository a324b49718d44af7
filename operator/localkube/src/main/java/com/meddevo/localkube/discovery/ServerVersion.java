package com.meddevo.localkube.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Which Kubernetes this server behaves like, for clients that check. */
public final class ServerVersion {
    static final String GIT = "v1.32.0+meddevo";

    private ServerVersion() {}

    /** {@code /version}. */
    public static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("major", "1").put("minor", "32").put("gitVersion", GIT).put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-01-01T00:00:00Z").put("goVersion", "none").put("compiler", "javac")
                .put("platform", System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/" + System.getProperty("os.arch"));
    }
}
