package com.meddevo.localkube.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of an API's versions comes first: stable before beta before alpha, then the higher number. */
final class Versions {
    static final Comparator<String> BEST_FIRST = Comparator.comparingInt(Versions::stability)
            .thenComparingInt(version -> -number(version, 1))
            .thenComparingInt(version -> -number(version, 3)).thenComparing(Comparator.naturalOrder());
    private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    private Versions() {}

    private static int stability(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return 3;
        }
        return parts.group(2) == null ? 0 : parts.group(2).equals("beta") ? 1 : 2;
    }

    private static int number(String version, int group) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() && parts.group(group) != null ? Integer.parseInt(parts.group(group)) : 0;
    }
}
