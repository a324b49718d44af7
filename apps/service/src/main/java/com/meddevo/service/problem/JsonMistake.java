package com.meddevo.service.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.PropertyBindingException;

/** What is wrong with a JSON body, said with the field's path and without the names of classes. */
final class JsonMistake {
    private JsonMistake() {}

    static String describe(Throwable failure) {
        return switch (failure) {
            case PropertyBindingException unknown -> at(unknown) + "unknown field; known are "
                    + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
            case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
                at(wrong) + "\"" + wrong.getValue() + "\" is not one of "
                        + Arrays.stream(wrong.getTargetType().getEnumConstants()).map(JsonMistake::nameInJson)
                                .collect(Collectors.joining(", "));
            case InvalidFormatException wrong ->
                at(wrong) + "\"" + wrong.getValue() + "\" is not a " + wrong.getTargetType().getSimpleName();
            case JacksonException other when !other.getPath().isEmpty() -> at(other) + "a value of another shape is expected here";
            case JacksonException syntax when syntax.getLocation() != null ->
                "not JSON at line " + syntax.getLocation().getLineNr() + ", column "
                        + syntax.getLocation().getColumnNr();
            default -> "it is missing or not JSON";
        };
    }

    private static String nameInJson(Object constant) {
        String name = ((Enum<?>) constant).name();
        try {
            JsonProperty given = ((Enum<?>) constant).getDeclaringClass().getField(name).getAnnotation(JsonProperty.class);
            return given == null ? name : given.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("an enum has a field for each constant", impossible);
        }
    }

    private static String at(JacksonException mistake) {
        StringBuilder path = new StringBuilder();
        for (Reference step : mistake.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path + ": ";
    }
}
