package com.meddevo.localkube.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2, anchors included, as JSON. */
public final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /**
     * Reads every document; empty ones are left out.
     *
     * @param refuseDuplicates whether a key that stands twice in one map is an error; otherwise the last one holds
     * @throws IllegalArgumentException for text that is no YAML, with line and column
     */
    public static List<JsonNode> documents(String text, boolean refuseDuplicates) {
        try {
            List<JsonNode> documents = new ArrayList<>();
            Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(!refuseDuplicates).build());
            for (Object document : load.loadAllFromString(text)) {
                if (document != null) {
                    documents.add(reread(JSON.valueToTree(document)));
                }
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            throw new IllegalArgumentException(e.getProblem()
                    + e.getProblemMark().map(mark -> " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")")
                            .orElse(""),
                    e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The documents of a resource that stands beside a class. */
    public static List<JsonNode> resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return documents(new String(in.readAllBytes(), StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path.", e);
        }
    }

    /** Numbers get the types that they would have had in JSON, so that both compare equal; what an anchor shares is no longer shared. */
    private static JsonNode reread(JsonNode node) {
        try {
            return JSON.readTree(JSON.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
