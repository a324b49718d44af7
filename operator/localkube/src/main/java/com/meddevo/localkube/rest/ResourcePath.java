package com.meddevo.localkube.rest;

import com.meddevo.localkube.failure.ApiFailure;
import java.util.List;

/**
 * What a path leads to: {@code /apis/group/version/namespaces/ns/plural/name/subresource} and its shorter forms.
 *
 * @param group empty for the core group
 * @param namespace empty for none or all
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record ResourcePath(String group, String version, String namespace, String plural, String name, String subresource) {

    /** Reads the segments of a path that goes beyond group and version; 404 if it leads nowhere. */
    static ResourcePath of(List<String> segments) {
        boolean core = segments.getFirst().equals("api");
        int begin = core ? 2 : 3;
        String group = core ? "" : segments.get(1);
        String version = segments.get(begin - 1);
        List<String> rest = segments.subList(begin, segments.size());
        String namespace = "";
        boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces")
                && !(core && rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2)));
        if (inNamespace) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        if (rest.isEmpty() || rest.size() > 3) {
            throw ApiFailure.noSuchPath();
        }
        return new ResourcePath(group, version, namespace, rest.getFirst(), rest.size() > 1 ? rest.get(1) : "",
                rest.size() > 2 ? rest.get(2) : "");
    }
}
