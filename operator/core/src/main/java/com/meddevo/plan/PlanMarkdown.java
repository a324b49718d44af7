package com.meddevo.plan;

/** Prints a plan as GitLab- and GitHub-flavoured Markdown: a diff block per change, so that it reads well in a comment. */
final class PlanMarkdown {
    private PlanMarkdown() {}

    static String of(Plan plan) {
        var out = new StringBuilder("**").append(PlanText.summary(plan)).append("**\n");
        if (!plan.changes().isEmpty()) {
            out.append("\n| | resource | what | why |\n|---|---|---|---|\n");
            for (var change : plan.changes()) {
                var entry = PlanEntry.of(change);
                String why = entry.blockedBy().map(by -> "**blocked by " + by + "**: ").orElse("") + entry.because().orElse("");
                out.append("| `").append(entry.sign()).append("` ").append(entry.verb()).append(" | `").append(entry.id()).append("` | ")
                        .append(String.join("<br>", PlanText.details(entry).stream().map(line -> "`" + cell(line) + "`").toList()))
                        .append(" | ")
                        .append(cell(why)).append(" |\n");
            }
        }
        if (!plan.kept().isEmpty()) {
            out.append("\n<details><summary>").append(plan.kept().size()).append(" kept</summary>\n\n");
            plan.kept().forEach(kept -> out.append("- `").append(kept.id()).append("`: ").append(kept.because()).append('\n'));
            out.append("\n</details>\n");
        }
        if (!plan.notRead().isEmpty()) {
            out.append("\nNot read, so not planned:\n\n");
            plan.notRead().forEach(missing -> out.append("- ").append(missing.app()).append(": ").append(missing.what()).append('\n'));
        }
        return out.append("\n<sub>plan ").append(plan.hash()).append("</sub>\n").toString();
    }

    private static String cell(String text) { return text.replace("|", "\\|").replace("\n", " ").replace("`", "'"); }
}
