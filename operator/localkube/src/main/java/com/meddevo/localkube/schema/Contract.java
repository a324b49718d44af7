package com.meddevo.localkube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.validation.CrdSchema;
import java.util.function.Supplier;

/** The schema of one version of a kind, in the three forms in which it is used. The compiled ones are made when first asked for. */
public final class Contract {
    private final JsonNode openApi;
    private final Supplier<CrdSchema> validator;
    private final Supplier<Shape> shape;

    /**
     * @param definition a CustomResourceDefinition, or a built-in kind written as one
     * @param version which of its versions
     */
    public Contract(JsonNode definition, String version) {
        openApi = openApi(definition, version);
        validator = once(() -> CrdSchema.of(definition, version));
        shape = once(() -> Shapes.ofObject(openApi));
    }

    private static JsonNode openApi(JsonNode definition, String version) {
        for (JsonNode each : definition.at("/spec/versions")) {
            if (each.path("name").asText().equals(version)) {
                return each.at("/schema/openAPIV3Schema");
            }
        }
        throw new IllegalArgumentException("There is no version " + version + ".");
    }

    /** The schema as it was written. */
    public JsonNode openApi() { return openApi; }

    /** Prunes, defaults and validates. */
    public CrdSchema validator() { return validator.get(); }

    /** Says how values merge. */
    public Shape shape() { return shape.get(); }

    private static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private volatile T made;

            @Override
            public T get() {
                T found = made;
                if (found == null) {
                    found = make.get();
                    made = found;
                }
                return found;
            }
        };
    }
}
