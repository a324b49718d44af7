package com.meddevo.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.validation.FieldPath;
import java.util.List;
import java.util.Map;

/**
 * A value with the place where it stands.
 *
 * @param value the JSON that the YAML means
 * @param line from 1: of the key for a field, else of the value's start
 * @param fields what stands in an object
 * @param entries what stands in a list
 */
record Located(JsonNode value, int line, Map<String, Located> fields, List<Located> entries) {

    /** The line of what a path leads to, or of what comes nearest to it where the path leads to something that is missing. */
    int lineOf(String path) {
        Located at = this;
        for (String step : FieldPath.steps(path)) {
            Located next = at.fields.get(step);
            if (next == null && step.chars().allMatch(Character::isDigit) && Integer.parseInt(step) < at.entries.size())
                next = at.entries.get(Integer.parseInt(step));
            if (next == null)
                break;
            at = next;
        }
        return at.line;
    }
}
