package com.meddevo.plan;

/** Patterns of hosts and paths as ELBv2 reads them: {@code *} stands for any characters or none, {@code ?} for exactly one. */
final class RoutePattern {
    private RoutePattern() {}

    /** Whether whatever the narrow pattern matches is matched by the wide one too. May say no where only a cleverer look would say yes. */
    static boolean covers(String wide, String narrow) {
        int w = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < narrow.length()) {
            if (w < wide.length() && wide.charAt(w) == '*') {
                star = w++;
                resume = n;
            } else if (w < wide.length() && matches(wide.charAt(w), narrow.charAt(n))) {
                w++;
                n++;
            } else if (star >= 0) {
                w = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (w < wide.length() && wide.charAt(w) == '*')
            w++;
        return w == wide.length();
    }

    private static boolean matches(char wide, char narrow) { return narrow != '*' && (wide == '?' || wide == narrow); }
}
