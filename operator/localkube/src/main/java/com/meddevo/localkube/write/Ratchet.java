package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.validation.CrdSchema;
import com.meddevo.api.validation.FieldPath;
import com.meddevo.api.validation.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A schema that becomes stricter must not stand in the way of changes elsewhere in an object that was written before: what was wrong already and
 * is not touched is let pass. See
 * <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting">validation
 * ratcheting</a>.
 */
final class Ratchet {
    private Ratchet() {}

    /** What stands in the way of a change. */
    static List<Violation> problems(CrdSchema schema, JsonNode current, JsonNode next) {
        List<Violation> problems = schema.validate(next, current);
        if (problems.isEmpty() || current == null) {
            return problems;
        }
        Set<Violation> before = new HashSet<>(schema.validate(current, null));
        List<Violation> fresh = problems.stream().filter(problem -> !before.contains(problem) || isTouched(problem, current, next))
                .toList();
        boolean onlyRemarks = fresh.stream().allMatch(before::contains);
        return onlyRemarks && fresh.stream().allMatch(Ratchet::isAboutTheWhole) ? List.of() : fresh;
    }

    private static boolean isTouched(Violation problem, JsonNode current, JsonNode next) {
        JsonNode was = current;
        JsonNode is = next;
        for (String step : FieldPath.steps(problem.path())) {
            if (!was.isObject() || !is.isObject()) {
                break;
            }
            was = was.path(step);
            is = is.path(step);
        }
        return !was.equals(is);
    }

    /** Such as the remark that rules were not checked because of other problems. */
    private static boolean isAboutTheWhole(Violation problem) {
        return problem.path().equals(FieldPath.ROOT.toString());
    }
}
