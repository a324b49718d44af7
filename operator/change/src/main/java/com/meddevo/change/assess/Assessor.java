package com.meddevo.change.assess;

import com.meddevo.change.CannotTell;
import com.meddevo.change.RiskClass;
import com.meddevo.change.input.Action;
import com.meddevo.change.input.Plans;
import com.meddevo.change.input.ResourceChange;
import com.meddevo.change.policy.Policy;
import com.meddevo.change.policy.PolicyFolder;
import com.meddevo.change.policy.Routes.Route;
import com.meddevo.change.policy.Waiver;
import com.meddevo.change.policy.Waivers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the changes of plans against the policies of the house. */
public final class Assessor {
    /** The way of what is denied: there is none. */
    private static final Route NO_ROUTE = new Route(0, false, null);
    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::riskClass).reversed()
            .thenComparing(finding -> finding.change().unit()).thenComparing(finding -> finding.change().address())
            .thenComparing(Finding::policy);

    private final PolicyFolder policies;
    private final Waivers waivers;
    private final LocalDate today;

    public Assessor(PolicyFolder policies, Waivers waivers, LocalDate today) {
        this.policies = policies;
        this.waivers = waivers;
        this.today = today;
    }

    /** @param branch from which the change would be applied */
    public Assessment assess(Plans plans, String environment, String branch) {
        var place = policies.routes().environment(environment);
        if (!place.branch().equals(branch))
            throw new CannotTell(
                    environment + " changes from the branch " + place.branch() + " alone, not from " + branch + ": merge there first");
        var findings = plans.changes().stream().flatMap(change -> findings(change).stream()).sorted(GRAVEST_FIRST).toList();
        RiskClass risk = findings.stream().map(Finding::riskClass).reduce(RiskClass.NONE, RiskClass::or);
        var counts = new TreeMap<Action, Integer>();
        plans.changes().forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        var inputs = new TreeMap<>(plans.inputs());
        inputs.putAll(policies.inputs());
        inputs.putAll(waivers.inputs());
        String route = risk == RiskClass.DENY ? "none" : place.classes().get(risk);
        return new Assessment(environment, risk, route, policies.routes().routes().getOrDefault(route, NO_ROUTE), findings, counts, inputs);
    }

    /** Never none: what no policy has been written for goes the longest way. */
    private List<Finding> findings(ResourceChange change) {
        var findings = new ArrayList<Finding>();
        policies.speakingOf(change).forEach(policy -> findings.add(finding(policy, change)));
        if (findings.isEmpty())
            findings.add(new Finding(change, RiskClass.HIGH, "no-policy", "No policy speaks of such a change.",
                    "Write one below infra/policy/rules.", ""));
        return findings;
    }

    private Finding finding(Policy policy, ResourceChange change) {
        var waiver = policy.canBeWaived() ? waivers.of(policy, change) : Optional.<Waiver>empty();
        boolean waived = waiver.filter(one -> one.countsOn(today)).isPresent();
        String told = waiver.map(one -> waived
                ? "waived until " + one.lastDay() + " by " + one.id() + " of " + one.owner() + ": " + one.reason()
                : "the waiver " + one.id() + " of " + one.owner() + " ended on " + one.lastDay()
                        + ": ask its owner to renew it in a merge request of its own")
                .orElse("");
        return new Finding(change, waived ? policy.waived() : policy.riskClass(), policy.id(), policy.reason(), policy.todo(), told);
    }
}
