package com.meddevo.change.assess;

import com.meddevo.change.RiskClass;
import com.meddevo.change.policy.Routes.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An assessment for people: addresses, names of attributes and fixed sentences, never a value of a plan. */
public final class AssessmentText {
    /** GitLab cuts a note at a million characters; people stop reading long before. */
    private static final int MOST_CHANGES = 50;

    private final Assessment assessment;

    public AssessmentText(Assessment assessment) { this.assessment = assessment; }

    /** For a terminal. */
    public String text() {
        var out = new StringBuilder(headline()).append('\n');
        assessment.findings().stream().filter(finding -> finding.riskClass() != RiskClass.LOW).forEach(finding -> {
            out.append("%-6s %s %s: %s [%s]%n".formatted(finding.riskClass(), finding.change().action(), where(finding), finding.reason(),
                    finding.policy()));
            if (!finding.waiver().isEmpty()) out.append("       ").append(finding.waiver()).append('\n');
            if (finding.riskClass() == RiskClass.DENY) out.append("       ").append(finding.todo()).append('\n');
        });
        return out.append(way()).append('\n').toString();
    }

    /** For a note on a merge request. */
    public String markdown() {
        var out = new StringBuilder("### ").append(headline()).append("\n\n").append(way()).append("\n");
        var byPolicy = assessment.findings().stream()
                .collect(Collectors.groupingBy(finding -> List.of(finding.riskClass(), finding.policy()), LinkedHashMap::new,
                        Collectors.toList()));
        byPolicy.values().forEach(some -> section(some, out));
        return out.toString();
    }

    private static void section(List<Finding> findings, StringBuilder out) {
        var first = findings.getFirst();
        boolean grave = first.riskClass().compareTo(RiskClass.LOW) > 0;
        out.append("\n<details").append(grave ? " open" : "").append("><summary><b>").append(first.riskClass()).append("</b>: ")
                .append(first.reason()).append(" (").append(first.policy()).append(", ").append(findings.size()).append(")</summary>\n\n");
        findings.stream().limit(MOST_CHANGES).forEach(finding -> {
            out.append("- ").append(finding.change().action()).append(" `").append(where(finding).replace("`", "'")).append('`');
            if (!finding.change().changed().isEmpty() && grave) out.append(": ").append(String.join(", ", finding.change().changed()));
            if (!finding.waiver().isEmpty()) out.append("; ").append(finding.waiver());
            out.append('\n');
        });
        if (findings.size() > MOST_CHANGES) out.append("- and ").append(findings.size() - MOST_CHANGES).append(" more\n");
        if (grave) out.append("\n").append(first.todo()).append("\n");
        out.append("\n</details>\n");
    }

    private static String where(Finding finding) { return finding.change().unit() + " " + finding.change().address(); }

    private String headline() {
        String counts = assessment.counts().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "Change of " + assessment.environment() + ": "
                + (assessment.denied() ? "denied" : "risk " + assessment.riskClass())
                + (counts.isEmpty() ? "; nothing changes" : "; " + counts);
    }

    private String way() {
        if (assessment.denied()) return "Nothing of it is applied: mend what is denied.";
        return "Route " + assessment.routeName() + ": " + steps(assessment.route()) + ".";
    }

    private static String steps(Route route) {
        var steps = new ArrayList<String>();
        if (route.snapshot()) steps.add("a snapshot of what holds data first");
        if (route.approvals() > 0) steps.add(route.approvals() == 1 ? "one approval" : route.approvals() + " approvals");
        if (route.window() != null) steps.add("only on " + route.window());
        return steps.isEmpty() ? "applied by itself" : String.join(", ", steps);
    }

    /** For programs, and for records: what is told above, by name. */
    public static Map<String, Object> fields(Assessment assessment) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("environment", assessment.environment());
        fields.put("class", assessment.riskClass());
        fields.put("route", route(assessment));
        fields.put("counts", assessment.counts());
        fields.put("findings", assessment.findings().stream().map(AssessmentText::fields).toList());
        return fields;
    }

    private static Map<String, Object> route(Assessment assessment) {
        var route = new LinkedHashMap<String, Object>();
        route.put("name", assessment.routeName());
        route.put("approvals", assessment.route().approvals());
        route.put("snapshot", assessment.route().snapshot());
        if (assessment.route().window() != null) route.put("window", assessment.route().window());
        return route;
    }

    private static Map<String, Object> fields(Finding finding) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("class", finding.riskClass());
        fields.put("policy", finding.policy());
        fields.put("unit", finding.change().unit());
        fields.put("address", finding.change().address());
        fields.put("action", finding.change().action());
        fields.put("changed", finding.change().changed());
        fields.put("reason", finding.reason());
        if (!finding.waiver().isEmpty()) fields.put("waiver", finding.waiver());
        return fields;
    }
}
