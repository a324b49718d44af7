package com.meddevo.localcloud.call;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** With which code and which HTTP status each service's exceptions go over the wire, from {@code error-codes.properties}. */
final class ErrorCodes {

    private static final Properties TABLE = read();

    private ErrorCodes() {}

    /** The error code of an exception of a service. */
    static String code(AwsService service, String exception) {
        return entry(service, exception)[0];
    }

    /** The HTTP status of an exception of a service. */
    static int status(AwsService service, String exception) {
        var entry = entry(service, exception);
        return entry.length == 1 ? Refusal.BAD_REQUEST : Integer.parseInt(entry[1]);
    }

    private static String[] entry(AwsService service, String exception) {
        return TABLE.getProperty(service.signingName() + "." + exception, exception).split(" ");
    }

    private static Properties read() {
        var table = new Properties();
        try (var file = new InputStreamReader(Objects.requireNonNull(ErrorCodes.class.getResourceAsStream("error-codes.properties")),
                StandardCharsets.UTF_8)) {
            table.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The table of error codes cannot be read from this program's own jar.", e);
        }
        return table;
    }
}
