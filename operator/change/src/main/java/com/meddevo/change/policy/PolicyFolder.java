package com.meddevo.change.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meddevo.change.CannotTell;
import com.meddevo.change.RiskClass;
import com.meddevo.change.input.Input;
import com.meddevo.change.input.ResourceChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All rules of the house, from one folder: {@code rules/}, one policy a file; {@code groups.yaml}, which names sets of resource types;
 * {@code contracts.yaml}, which says what each stack may touch; and {@code routes.yaml}.
 */
public final class PolicyFolder {
    private final List<Loaded> policies = new ArrayList<>();
    private final TreeMap<String, Input> inputs = new TreeMap<>();
    private final Map<String, List<String>> contracts;
    private final Routes routes;

    /** @param types the types it applies to, groups resolved; empty for all */
    private record Loaded(Policy policy, Set<String> types, Expression expression) {
        boolean looksAt(ResourceChange change) {
            var applies = policy.applies();
            return (applies.source() == null || applies.source().equals(change.source()))
                    && (types.isEmpty() || types.contains(change.type()))
                    && (applies.actions().isEmpty() || applies.actions().contains(change.action()));
        }
    }

    private PolicyFolder(Path folder) {
        Map<String, List<String>> groups = read(folder, "groups.yaml", new TypeReference<>() {
        });
        contracts = read(folder, "contracts.yaml", new TypeReference<>() {
        });
        routes = read(folder, "routes.yaml", new TypeReference<Routes>() {
        });
        for (Path file : Yaml.in(folder.resolve("rules"))) {
            Policy policy = read(folder, "rules/" + file.getFileName(), new TypeReference<>() {
            });
            policies.add(loaded(file, policy, groups));
        }
        if (policies.isEmpty()) throw new CannotTell(folder + "/rules holds no policy: name the folder infra/policy of the target branch");
    }

    public static PolicyFolder read(Path folder) { return new PolicyFolder(folder); }

    private <T> T read(Path folder, String name, TypeReference<T> type) {
        var input = Input.read(folder.resolve(name));
        inputs.put("policy/" + name, input);
        return Yaml.read(input, type);
    }

    private static Loaded loaded(Path file, Policy policy, Map<String, List<String>> groups) {
        if (!policy.id().equals(Yaml.name(file)))
            throw new CannotTell(file + " has the id " + policy.id() + ": give file and policy one name");
        if (policy.canBeWaived() && policy.riskClass() != RiskClass.DENY)
            throw new CannotTell(file + " can be waived but denies nothing: drop the field waived");
        var types = new HashSet<>(policy.applies().types());
        for (String group : policy.applies().groups()) {
            if (!groups.containsKey(group))
                throw new CannotTell(file + " applies to the group " + group + ", which groups.yaml does not have");
            types.addAll(groups.get(group));
        }
        return new Loaded(policy, types, Expression.of(policy.id(), policy.expression()));
    }

    /** The policies that have something to say, the gravest first. */
    public List<Policy> speakingOf(ResourceChange change) {
        var contract = contract(change);
        return policies.stream().filter(one -> one.looksAt(change) && one.expression.speaksOf(change, contract)).map(Loaded::policy)
                .sorted((one, other) -> other.riskClass().compareTo(one.riskClass())).toList();
    }

    /** Whether a policy speaks of an example, which has to be one that it looks at, or it stays silent for that. */
    public boolean holds(Policy policy, Policy.Example example) {
        var sample = example.change();
        var change = new ResourceChange(policy.applies().source() == null ? "terraform" : policy.applies().source(),
                "develop/eu-central-1/workload/example", "example", sample.type(), sample.action(),
                sample.before() == null ? MissingNode.getInstance() : sample.before(),
                sample.after() == null ? MissingNode.getInstance() : sample.after(), orNone(sample.changed()), orNone(sample.unknown()),
                orNone(sample.effects()));
        return policies.stream().filter(one -> one.policy.equals(policy))
                .anyMatch(one -> one.looksAt(change) && one.expression.speaksOf(change, example.contract())) == example.speaks();
    }

    private static List<String> orNone(List<String> list) { return list == null ? List.of() : list; }

    /** What the change's stack may touch, as beginnings of type names; nothing for a stack that nobody wrote down. */
    private List<String> contract(ResourceChange change) {
        return contracts.getOrDefault(change.stack(), List.of());
    }

    public List<Policy> policies() { return policies.stream().map(Loaded::policy).toList(); }

    public Routes routes() { return routes; }

    /** Every file that was read, by the name that records give it. */
    public TreeMap<String, Input> inputs() {
        return new TreeMap<>(inputs);
    }
}
