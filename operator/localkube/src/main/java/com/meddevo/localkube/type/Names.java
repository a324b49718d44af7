package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a kind is called.
 *
 * @param plural in paths, {@code meddevoapps}
 * @param singular for people, {@code meddevoapp}
 * @param kind in objects, {@code MeddevoApp}
 * @param listKind of lists, {@code MeddevoAppList}
 * @param shortNames for people in a hurry, {@code mapp}
 * @param categories groups of kinds that {@code kubectl get} knows, such as {@code all}
 */
public record Names(String plural, String singular, String kind, String listKind, List<String> shortNames, List<String> categories) {

    /** Reads the {@code names} of a CustomResourceDefinition. */
    static Names of(JsonNode names) {
        String kind = names.path("kind").asText();
        return new Names(names.path("plural").asText(), names.path("singular").asText(kind.toLowerCase(Locale.ROOT)), kind,
                names.path("listKind").asText(kind + "List"), texts(names.path("shortNames")), texts(names.path("categories")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }
}
