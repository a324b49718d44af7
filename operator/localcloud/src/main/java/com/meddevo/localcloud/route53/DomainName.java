package com.meddevo.localcloud.route53;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Names in the form in which Route 53 keeps and returns them: lower case, with a dot at the end, unusual characters as octal numbers. */
final class DomainName {

    private DomainName() {}

    static String canonical(String name) {
        var plain = name.endsWith(".") ? name : name + ".";
        var canonical = new StringBuilder();
        for (var character : plain.toLowerCase(Locale.ROOT).toCharArray()) {
            if (isUsual(character)) {
                canonical.append(character);
            } else {
                canonical.append("\\%03o".formatted((int) character));
            }
        }
        return canonical.toString();
    }

    /** A backslash is left as it is, since it begins a number already. */
    private static boolean isUsual(char character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || "-_.\\".indexOf(character) >= 0;
    }

    /** What names are listed by: their labels from the last to the first. */
    static String order(String canonical) {
        List<String> labels = Arrays.asList(canonical.split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    static boolean lies(String canonical, String zone) { return canonical.equals(zone) || canonical.endsWith("." + zone); }
}
