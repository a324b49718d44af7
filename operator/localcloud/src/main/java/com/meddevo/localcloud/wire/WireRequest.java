package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of an HTTP request tells what is asked.
 *
 * @param authorization its {@code Authorization} header; may be empty
 * @param target        its {@code X-Amz-Target} header; may be empty
 * @param contentType   its {@code Content-Type} header; may be empty
 * @param body          its body
 */
record WireRequest(String authorization, String target, String contentType, String body) {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([^/]+)/aws4_request");

    /** The service's name in the signature; for unsigned requests, what the target or the form says. */
    Optional<String> signingName() {
        var scope = SCOPE.matcher(authorization);
        if (scope.find()) {
            return Optional.of(scope.group(1));
        }
        return Arrays.stream(Dialect.values()).filter(dialect -> dialect.isMeantBy(this)).map(Dialect::service).map(AwsService::signingName)
                .findFirst();
    }

    /** The fields of a form; none if the body is no form. */
    NavigableMap<String, String> form() {
        if (!contentType.startsWith("application/x-www-form-urlencoded") || body.isEmpty()) {
            return Collections.emptyNavigableMap();
        }
        var fields = new TreeMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Protocol.Malformed("The form is not URL-encoded: " + e.getMessage());
        }
    }
}
