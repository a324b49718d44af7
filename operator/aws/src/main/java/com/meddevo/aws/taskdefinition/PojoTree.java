package com.meddevo.aws.taskdefinition;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An SDK model as paths and values, by the SDK's own metadata: {@code containerDefinitions[0].cpu = 0}. Shows what a type of ours has no component for,
 * also in fields that a later SDK adds. What is absent or empty has no path, since AWS returns empty lists for what was never set.
 */
final class PojoTree {
    private PojoTree() {}

    static Map<String, String> of(SdkPojo pojo) {
        var paths = new TreeMap<String, String>();
        add("", pojo, paths);
        return paths;
    }

    private static void add(String path, Object value, Map<String, String> paths) {
        switch (value) {
            case null -> {
            }
            case SdkPojo pojo -> pojo.sdkFields().forEach(field -> {
                String name = Character.toLowerCase(field.memberName().charAt(0)) + field.memberName().substring(1);
                add(path.isEmpty() ? name : path + "." + name, field.getValueOrDefault(pojo), paths);
            });
            case Collection<?> list -> {
                int index = 0;
                for (Object element : list) {
                    add(path + "[" + index++ + "]", element, paths);
                }
            }
            case Map<?, ?> map -> map.forEach((key, element) -> add(path + "[" + key + "]", element, paths));
            default -> {
                if (!value.toString().isEmpty()) paths.put(path, value.toString());
            }
        }
    }
}
