package com.meddevo.change.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.meddevo.change.CannotTell;
import com.meddevo.change.input.Input;
import com.meddevo.change.input.ResourceChange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The waivers of a folder, one a file. */
public record Waivers(List<Waiver> all, TreeMap<String, Input> inputs) {
    public static Waivers in(Path folder, PolicyFolder policies) {
        var waivers = new ArrayList<Waiver>();
        var inputs = new TreeMap<String, Input>();
        for (Path file : Yaml.in(folder)) {
            var input = Input.read(file);
            var waiver = Yaml.read(input, new TypeReference<Waiver>() {
            });
            check(file, waiver, policies);
            waivers.add(waiver);
            inputs.put("waivers/" + file.getFileName(), input);
        }
        return new Waivers(List.copyOf(waivers), inputs);
    }

    private static void check(Path file, Waiver waiver, PolicyFolder policies) {
        if (!waiver.id().equals(Yaml.name(file)))
            throw new CannotTell(file + " has the id " + waiver.id() + ": give file and waiver one name");
        if (policies.policies().stream().noneMatch(policy -> policy.id().equals(waiver.policy()) && policy.canBeWaived()))
            throw new CannotTell(file + " waives " + waiver.policy() + ", which is no policy that can be waived");
        if (waiver.owner().isBlank() || waiver.reason().isBlank())
            throw new CannotTell(file + " names no owner or no reason: say who answers for it, and why");
        try {
            LocalDate.parse(waiver.lastDay());
        } catch (DateTimeParseException e) {
            throw new CannotTell(file + ": lastDay is no day: write it as 2026-12-31");
        }
    }

    /** The waiver of a policy for a change that counts longest, be it still valid or not. */
    public Optional<Waiver> of(Policy policy, ResourceChange change) {
        return all.stream().filter(waiver -> waiver.covers(policy, change)).max(Comparator.comparing(Waiver::lastDay));
    }
}
