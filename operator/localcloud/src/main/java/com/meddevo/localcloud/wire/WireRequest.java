package com.meddevo.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of an HTTP request tells what is asked.
 *
 * @param method  its HTTP method
 * @param path    its path, still encoded
 * @param query   what stands behind the question mark, still encoded; may be empty
 * @param headers its headers, by names in any case
 * @param body    its body
 */
record WireRequest(String method, String path, String query, Map<String, String> headers, String body) {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([^/]+)/aws4_request");

    /** The service's name in the signature; empty if the request is not signed. */
    Optional<String> signingName() {
        var scope = SCOPE.matcher(header("Authorization"));
        return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
    }

    /** The header that names service and operation; empty if there is none. */
    String target() { return header("X-Amz-Target"); }

    /** The fields of a form; none if the body is no form. */
    NavigableMap<String, String> form() {
        var fields = new TreeMap<String, String>();
        if (header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            pairs(body).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
        }
        return fields;
    }

    /** The parameters of the query, each with all its values in their order. */
    Map<String, List<String>> parameters() {
        var parameters = new TreeMap<String, List<String>>();
        pairs(query).forEach(pair -> parameters.computeIfAbsent(pair.getKey(), name -> new ArrayList<>()).add(pair.getValue()));
        return Collections.unmodifiableMap(parameters);
    }

    /** The parts of the path, decoded. */
    List<String> segments() {
        return Arrays.stream(path.replaceAll("^/|/$", "").split("/")).map(segment -> decode(segment.replace("+", "%2B"))).toList();
    }

    private String header(String name) { return Objects.requireNonNullElse(headers.get(name), ""); }

    private static List<Map.Entry<String, String>> pairs(String encoded) {
        return Arrays.stream(encoded.split("&")).filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2))
                .map(parts -> Map.entry(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]))).toList();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Protocol.Malformed("The request is not URL-encoded: " + e.getMessage());
        }
    }
}
