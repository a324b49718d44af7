package com.meddevo.localcloud.balancer;

import java.util.List;
import java.util.Locale;

/**
 * Matches the patterns of listener rules: {@code *} stands for any number of characters, {@code ?} for exactly one
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html).
 */
final class Patterns {
    private Patterns() {}

    /**
     * Whether a request's host and path fit a rule.
     *
     * @param route the rule
     * @param host  host of the request without its port; empty if it named none
     * @param path  path of the request as it was sent, without its query
     */
    static boolean matches(Route route, String host, String path) {
        return hostMatches(route.hosts(), host)
                && (route.paths().isEmpty() || route.paths().stream().anyMatch(pattern -> matches(pattern, path)));
    }

    private static boolean hostMatches(List<String> patterns, String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), lower));
    }

    /** Greedy with one step back: a mismatch gives the last star one character more. Linear for one star, at worst pattern times text. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else
                return false;
        }
        while (p < pattern.length() && pattern.charAt(p) == '*')
            p++;
        return p == pattern.length();
    }
}
