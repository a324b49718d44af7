package com.meddevo.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calls that AWS refused, by action: for their rate, and, with the code, for anything else. */
record Refused(Map<String, Long> throttled, Map<String, Long> others) {
    Refused() { this(new TreeMap<>(), new TreeMap<>()); }

    /** @param byCode how many of each action, by the code of the answer */
    void add(Map<String, Map<String, Long>> byCode) {
        byCode.forEach((code, actions) -> actions.forEach((action, count) -> {
            if (code.matches("(Throttl|RequestLimit).*")) throttled.merge(action, count, Long::sum);
            else
                others.merge(action + " " + code, count, Long::sum);
        }));
    }

    /** A number, and whose it is where there are any: {@code 2 (ecr:DescribeImages 2)}. */
    static String told(Map<String, Long> calls) {
        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        return all == 0
                ? "0"
                : all + calls.entrySet().stream().map(call -> call.getKey() + " " + call.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
