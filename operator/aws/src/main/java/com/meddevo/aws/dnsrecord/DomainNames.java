package com.meddevo.aws.dnsrecord;

import java.util.Locale;
import java.util.regex.Pattern;

/** Domain names in one form: Route 53 tells them in lower case, with a dot at their end, and unusual characters as octal numbers. */
final class DomainNames {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final String DUALSTACK = "dualstack.";

    private DomainNames() {}

    /** As people write it: {@code \052.docs.example.com.} is {@code *.docs.example.com}. */
    static String plain(String name) {
        String decoded = OCTAL.matcher(name).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 8)));
        String undotted = decoded.endsWith(".") ? decoded.substring(0, decoded.length() - 1) : decoded;
        return undotted.toLowerCase(Locale.ROOT);
    }

    /** A load balancer's name; the console puts {@code dualstack.} before it, which leads to the same. */
    static String target(String name) {
        String plain = plain(name);
        return plain.startsWith(DUALSTACK) ? plain.substring(DUALSTACK.length()) : plain;
    }
}
