package com.meddevo.localcloud.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Lists and maps of model objects as JSON, for what is written to a file. */
public final class JsonMemory {

    private JsonMemory() {}

    /** An empty object. */
    public static ObjectNode object() { return JsonNodeFactory.instance.objectNode(); }

    /** Model objects as a list. */
    public static ArrayNode list(Collection<? extends SdkPojo> pojos) {
        var list = JsonNodeFactory.instance.arrayNode();
        pojos.forEach(pojo -> list.add(JsonShape.write(pojo)));
        return list;
    }

    /**
     * The model objects of a list.
     *
     * @param list    the list; nothing counts as an empty one
     * @param builder makes an empty builder of what is in it
     * @param type    what is in it
     */
    public static <T> List<T> each(JsonNode list, Supplier<? extends SdkPojo> builder, Class<T> type) {
        return list.valueStream().map(node -> type.cast(JsonShape.read(node, builder.get()))).toList();
    }

    /** Maps of texts by their keys. */
    public static ObjectNode maps(Map<String, Map<String, String>> maps) {
        var object = object();
        maps.forEach((key, map) -> map.forEach((name, value) -> object.withObjectProperty(key).put(name, value)));
        return object;
    }

    /** The maps of texts in an object. */
    public static Map<String, Map<String, String>> maps(JsonNode object) {
        var maps = new LinkedHashMap<String, Map<String, String>>();
        object.properties().forEach(entry -> {
            var map = new LinkedHashMap<String, String>();
            entry.getValue().properties().forEach(pair -> map.put(pair.getKey(), pair.getValue().asText()));
            maps.put(entry.getKey(), map);
        });
        return maps;
    }
}
