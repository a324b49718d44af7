package com.meddevo.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Snapshots as JSON, for planning without an account: {@code {"readings": […], "resources": [{"kind", "state"}], "facts": {…}}}. Ids and times are
 * text; a state has its record's components as members.
 */
public final class SnapshotJson {
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(new AsText<>(ResourceId.class))
                    .addDeserializer(ResourceId.class, new FromText<>(ResourceId.class, ResourceId::parse))
                    .addSerializer(new AsText<>(Instant.class))
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse)))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).enable(SerializationFeature.INDENT_OUTPUT).build();

    private SnapshotJson() {}

    private record Document(List<Reading> readings, List<Typed> resources, Facts facts) {
    }

    private record Typed(String kind, JsonNode state) {
    }

    /** Equal snapshots give equal text, but for the order in which facts and readings were found. */
    public static String write(Snapshot snapshot) {
        var resources = snapshot.resources().stream().map(state -> new Typed(state.id().kind(), JSON.<JsonNode>valueToTree(state)))
                .toList();
        try {
            return JSON.writeValueAsString(new Document(snapshot.readings(), resources, snapshot.facts()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot cannot be written as JSON", e);
        }
    }

    /**
     * The snapshot that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is no snapshot, saying where
     */
    public static Snapshot read(String json) {
        try {
            var document = JSON.readValue(json, Document.class);
            return new Snapshot(document.readings(), document.resources().stream().map(SnapshotJson::state).toList(), document.facts());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no snapshot: " + e.getOriginalMessage() + " (line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
                    + "); the operator writes one at /api/environments/<environment>/snapshot", e);
        }
    }

    private static ResourceState state(Typed typed) {
        var kind = Kinds.all().stream().filter(one -> one.name().equals(typed.kind())).findFirst().orElseThrow(
                () -> new IllegalArgumentException("this is no snapshot: nobody knows the kind \"" + typed.kind() + "\""));
        try {
            return JSON.treeToValue(typed.state(), kind.type());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no snapshot: a " + typed.kind() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static final class AsText<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;

        AsText(Class<T> type) { super(type); }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return parse.apply(json.getText());
            } catch (RuntimeException e) {
                throw context.weirdStringException(json.getText(), handledType(), e.getMessage());
            }
        }
    }
}
