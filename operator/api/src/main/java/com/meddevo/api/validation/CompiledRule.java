package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.validation.RuleSet.Subject;
import com.meddevo.api.validation.Violation.Kind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule, ready to run.
 *
 * @param usesOld whether it speaks of {@code oldSelf}, and so does not run where there is no old value, unless it says that it copes
 * @param message computes the message; empty if the rule has only a fixed one
 */
record CompiledRule(StructuralSchema.Rule source, Program program, boolean usesOld, Optional<Program> message) {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][\\w-]*)|\\['([^']*)']");

    /** What the rule has against a value, empty if it holds or does not apply. */
    Optional<Violation> check(Subject subject) {
        if (usesOld && subject.oldSelf().isEmpty() && !source.optionalOldSelf())
            return Optional.empty();
        try {
            Map<String, Object> variables = variables(subject);
            if (Boolean.TRUE.equals(program.eval(variables)))
                return Optional.empty();
            return Optional.of(violation(subject.value(), subject.path(), messageFor(variables)));
        } catch (CelEvaluationException failure) {
            return Optional.of(new Violation(subject.path().toString(), Kind.INVALID, JsonValues.shown(subject.value()),
                    failure.getMessage() + " evaluating rule: " + source.expression()));
        }
    }

    private Map<String, Object> variables(Subject subject) {
        if (source.optionalOldSelf())
            return Map.of("self", subject.self(), "oldSelf", subject.oldSelf());
        return usesOld ? Map.of("self", subject.self(), "oldSelf", subject.oldSelf().orElseThrow()) : Map.of("self", subject.self());
    }

    private String messageFor(Map<String, Object> variables) {
        if (message.isPresent()) {
            try {
                String computed = String.valueOf(message.get().eval(variables)).strip();
                if (!computed.isEmpty() && !computed.contains("\n"))
                    return computed;
            } catch (CelEvaluationException unusable) {
                // as in an API server: the fixed message stands in
            }
        }
        return source.message().isEmpty() ? "failed rule: " + source.expression() : source.message();
    }

    private Violation violation(JsonNode value, FieldPath path, String text) {
        FieldPath blamed = path;
        Matcher steps = STEP.matcher(source.fieldPath());
        while (steps.find())
            blamed = steps.group(1) != null ? blamed.field(steps.group(1)) : blamed.key(steps.group(2));
        return switch (source.reason()) {
            case "FieldValueRequired" -> new Violation(blamed.toString(), Kind.REQUIRED, null, text);
            case "FieldValueForbidden" -> new Violation(blamed.toString(), Kind.FORBIDDEN, null, text);
            case "FieldValueDuplicate" -> new Violation(blamed.toString(), Kind.DUPLICATE, JsonValues.shown(value), "");
            default -> new Violation(blamed.toString(), Kind.INVALID, JsonValues.shown(value), text);
        };
    }
}
