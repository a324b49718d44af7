package com.meddevo.change.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.meddevo.change.CannotTell;
import com.meddevo.change.input.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what people of this house wrote; an unknown field is a mistake, not an extension. */
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING).enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

    private Yaml() {}

    static <T> T read(Input input, TypeReference<T> type) {
        try {
            return MAPPER.readValue(input.bytes(), type);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new CannotTell(input.file() + (at == null ? "" : ":" + at.getLineNr()) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file has to say; Jackson tells where it should have. */
    static <T> T required(T value, String field) {
        if (value == null) throw new IllegalArgumentException("the field " + field + " is missing");
        return value;
    }

    /** The YAML files of a folder, by name; none if there is no such folder. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without its ending, which an id has to repeat. */
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }
}
