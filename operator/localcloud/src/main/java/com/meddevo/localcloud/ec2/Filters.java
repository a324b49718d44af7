package com.meddevo.localcloud.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/** EC2's filters: all must hold, each by one of its values; {@code tag:<key>} and {@code tag-key} ask for tags. */
final class Filters {

    private static final int VALUES = 200;

    private Filters() {}

    /**
     * Whether a resource passes.
     *
     * @param tags   the resource's
     * @param others whether it has a property of that name and value; an unknown name is for it to refuse
     */
    static boolean pass(List<Filter> filters, Map<String, String> tags, BiPredicate<String, String> others) {
        return filters.stream().allMatch(filter -> passes(filter, tags, others));
    }

    private static boolean passes(Filter filter, Map<String, String> tags, BiPredicate<String, String> others) {
        if (filter.values().isEmpty() || filter.values().size() > VALUES) {
            throw Ec2Errors.invalid("The filter '%s' must have 1 to %d values".formatted(filter.name(), VALUES));
        }
        if (filter.name().startsWith("tag:")) {
            var value = tags.get(filter.name().substring("tag:".length()));
            return value != null && filter.values().contains(value);
        }
        if (filter.name().equals("tag-key")) {
            return filter.values().stream().anyMatch(tags::containsKey);
        }
        return filter.values().stream().anyMatch(value -> others.test(filter.name(), value));
    }

    /** The refusal of a filter that an operation does not know. */
    static boolean unknown(String name) {
        throw Ec2Errors.invalid("The filter '%s' is invalid".formatted(name));
    }
}
