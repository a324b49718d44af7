package com.meddevo.change.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.change.RiskClass;
import com.meddevo.change.input.Action;
import java.util.List;

/**
 * One rule, as it stands in its file.
 *
 * @param id the file's name
 * @param description what the rule is for, in a sentence
 * @param applies which changes it looks at
 * @param expression CEL over {@code change} and {@code contract}; true when the rule has something to say
 * @param riskClass what a change is that it speaks of
 * @param waived what such a change is under a waiver; null if nothing waives the rule
 * @param reason what is told of a change; a fixed sentence, so that no value of a plan can get into it
 * @param todo what somebody does who reads the reason
 * @param tests changes that it must speak of, and others on which it must be silent
 */
public record Policy(String id, String description, Applies applies, String expression, @JsonProperty("class") RiskClass riskClass,
        RiskClass waived, String reason, String todo, List<Example> tests) {
    public Policy {
        Yaml.required(id, "id");
        Yaml.required(description, "description");
        Yaml.required(applies, "applies");
        Yaml.required(expression, "expression");
        Yaml.required(riskClass, "class");
        Yaml.required(reason, "reason");
        Yaml.required(todo, "todo");
        tests = List.copyOf(Yaml.required(tests, "tests"));
    }

    public boolean canBeWaived() { return waived != null; }

    /**
     * Which changes a rule looks at; what is left out does not narrow.
     *
     * @param source {@code terraform} or {@code meddevo}
     * @param groups names of groups.yaml
     * @param types resource types, or kinds of the operator
     */
    public record Applies(String source, List<String> groups, List<String> types, List<Action> actions) {
        public Applies {
            groups = groups == null ? List.of() : List.copyOf(groups);
            types = types == null ? List.of() : List.copyOf(types);
            actions = actions == null ? List.of() : List.copyOf(actions);
        }
    }

    /**
     * A change in short, and whether the rule speaks of it.
     *
     * @param contract the stack's contract; by default one that allows everything
     */
    public record Example(String name, boolean speaks, Sample change, List<String> contract) {
        public Example {
            contract = contract == null ? List.of("") : List.copyOf(contract);
        }
    }

    /** What an example says of a change. */
    public record Sample(String type, Action action, JsonNode before, JsonNode after, List<String> changed, List<String> unknown,
            List<String> effects) {
    }
}
