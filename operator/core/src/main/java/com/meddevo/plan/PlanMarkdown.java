package com.meddevo.plan;

/** Prints a plan as GitLab- and GitHub-flavoured Markdown, for a comment: a table with a row a change, and what is kept folded away. */
final class PlanMarkdown {
    private PlanMarkdown() {}

    static String of(Plan plan) {
        var out = new StringBuilder("**").append(PlanText.summary(plan)).append("**\n");
        if (!plan.changes().isEmpty()) {
            out.append("\n| | resource | what | why |\n|---|---|---|---|\n");
            for (var change : plan.changes()) {
                var entry = PlanEntry.of(change);
                String why = entry.blockedBy().map(by -> "**blocked by " + by + "**: ").orElse("") + prose(entry.because().orElse(""));
                out.append("| `").append(entry.sign()).append("` ").append(entry.verb()).append(" | `").append(entry.id()).append("` | ")
                        .append(String.join("<br>", PlanText.details(entry).stream().map(PlanMarkdown::code).toList()))
                        .append(" | ")
                        .append(why).append(" |\n");
            }
        }
        if (!plan.kept().isEmpty()) {
            out.append("\n<details><summary>").append(plan.kept().size()).append(" kept</summary>\n\n");
            plan.kept().forEach(kept -> out.append("- `").append(kept.id()).append("`: ").append(prose(kept.because())).append('\n'));
            out.append("\n</details>\n");
        }
        if (!plan.notRead().isEmpty()) {
            out.append("\nNot read, so not planned:\n\n");
            plan.notRead().forEach(missing -> out.append("- ").append(missing.app()).append(": ").append(missing.what()).append('\n'));
        }
        if (!plan.notes().isEmpty()) {
            out.append("\nTo know:\n\n");
            plan.notes().forEach(note -> out.append("- ").append(note.app()).append(": ").append(prose(note.text())).append('\n'));
        }
        if (!plan.undeclared().isEmpty()) {
            out.append("\nUndeclared drift, which is left alone:\n\n");
            plan.undeclared().forEach(
                    one -> out.append("- `").append(one.resource()).append("`: ").append(code(PlanText.undeclared(one))).append('\n'));
        }
        return out.append("\n<sub>plan ").append(plan.hash()).append("</sub>\n").toString();
    }

    private static String code(String text) { return "`" + text.replace('`', '\'').replace("|", "\\|") + "`"; }

    /** What others wrote is text, not markup. */
    private static String prose(String text) {
        return PlanText.oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }
}
