package com.meddevo.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML as kubectl does, and remembers where everything stood. */
public final class ManifestReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** kubectl still reads YAML 1.1, where these words are no text unless they are quoted. */
    private static final Set<String> YES = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> NO = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");

    private final Path file;
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private ManifestReader(Path file) { this.file = file; }

    /**
     * What a file holds.
     *
     * @param manifests the documents, empty ones left out
     * @param findings why the file, or part of it, cannot be read
     */
    public record Contents(List<Manifest> manifests, List<Finding> findings) {
    }

    /** Reads a file; never throws for what it holds or lacks. */
    public static Contents read(Path file) {
        return read(file, () -> Files.readAllBytes(file));
    }

    /**
     * Reads what comes in as if it stood in a file; never throws for what that is.
     *
     * @param name what findings call it
     */
    public static Contents read(Path name, InputStream in) { return read(name, in::readAllBytes); }

    private static Contents read(Path file, Source source) {
        ManifestReader reader = new ManifestReader(file);
        try {
            reader.documents(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source.bytes())).toString());
        } catch (NoSuchFileException missing) {
            reader.problem(1, "there is no such file");
        } catch (CharacterCodingException notText) {
            reader.problem(1, "is not UTF-8 text");
        } catch (IOException unreadable) {
            reader.problem(1, "cannot be read: " + unreadable.getMessage());
        }
        return new Contents(List.copyOf(reader.manifests), List.copyOf(reader.findings));
    }

    private interface Source {
        byte[] bytes() throws IOException;
    }

    private void problem(int line, String what) { findings.add(new Finding(file, line, "", what, "")); }

    private void documents(String text) {
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).setLabel(file.toString()).build();
        try {
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                Located root = located(document, line(document.getStartMark()));
                if (root.value().isNull())
                    continue;
                if (root.value().isObject())
                    manifests.add(new Manifest(file, root));
                else
                    problem(root.line(), "a Kubernetes resource is expected, with apiVersion, kind and metadata");
            }
        } catch (MarkedYamlEngineException broken) {
            problem(line(broken.getProblemMark().or(broken::getContextMark)), "is not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            problem(1, "is not YAML: " + broken.getMessage());
        }
    }

    private static int line(Optional<Mark> mark) { return mark.map(Mark::getLine).orElse(0) + 1; }

    private Located located(Node node, int line) {
        return switch (node) {
            case MappingNode mapping -> object(mapping, line);
            case SequenceNode sequence -> {
                ArrayNode list = JSON.arrayNode();
                List<Located> entries = new ArrayList<>();
                for (Node entry : sequence.getValue()) {
                    entries.add(located(entry, line(entry.getStartMark())));
                    list.add(entries.getLast().value());
                }
                yield new Located(list, line, Map.of(), entries);
            }
            case ScalarNode scalar -> new Located(scalar(scalar), line, Map.of(), List.of());
            default -> throw new YamlEngineException("unexpected " + node.getNodeType() + " in line " + line);
        };
    }

    private Located object(MappingNode mapping, int line) {
        ObjectNode object = JSON.objectNode();
        Map<String, Located> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode().getStartMark());
            String key = ((ScalarNode) tuple.getKeyNode()).getValue(); // the reader allows no other keys
            Located value = located(tuple.getValueNode(), keyLine);
            if (fields.put(key, value) != null)
                problem(keyLine, "the field " + key + " stands here twice");
            object.set(key, value.value());
        }
        return new Located(object, line, fields, List.of());
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL))
            return JSON.nullNode();
        if (tag.equals(Tag.BOOL))
            return JSON.booleanNode(Boolean.parseBoolean(text));
        if (tag.equals(Tag.INT))
            return integer(text);
        if (tag.equals(Tag.FLOAT) && text.chars().anyMatch(Character::isDigit))
            return JSON.numberNode(new BigDecimal(text));
        if (scalar.getScalarStyle() == ScalarStyle.PLAIN && (YES.contains(text) || NO.contains(text)))
            return JSON.booleanNode(YES.contains(text));
        return JSON.textNode(text);
    }

    private static JsonNode integer(String text) {
        if (text.startsWith("0o"))
            return JSON.numberNode(Long.parseLong(text.substring(2), 8));
        if (text.startsWith("0x"))
            return JSON.numberNode(Long.parseLong(text.substring(2), 16));
        BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }
}
