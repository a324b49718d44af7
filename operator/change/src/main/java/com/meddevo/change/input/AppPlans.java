package com.meddevo.change.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meddevo.change.CannotTell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what {@code meddevo plan -o json} prints. */
public final class AppPlans {
    private AppPlans() {}

    public static Plans read(Path file) {
        var input = Input.read(file);
        JsonNode plan = input.json();
        if (!plan.path("hash").isTextual() || !plan.path("changes").isArray())
            throw new CannotTell(file + " is no plan of apps: write it with ./meddevo plan -o json");
        var changes = new ArrayList<ResourceChange>();
        plan.path("changes").forEach(entry -> changes.add(change(file, entry)));
        plan.path("notRead").forEach(one -> changes.add(new ResourceChange("meddevo", "apps/" + one.path("app").asText(),
                one.path("what").asText(), one.path("what").asText(), Action.UNREAD, MissingNode.getInstance(), MissingNode.getInstance(),
                List.of(), List.of(), List.of())));
        var inputs = new TreeMap<String, Input>();
        inputs.put("meddevo/" + file.getFileName(), input);
        return new Plans(List.copyOf(changes), inputs);
    }

    private static ResourceChange change(Path file, JsonNode entry) {
        String id = entry.path("id").asText();
        String[] parts = id.split("/", 3);
        if (parts.length != 3)
            throw new CannotTell(file + " names a resource that is not kind/app/name: write it with ./meddevo plan -o json");
        var fields = new TreeSet<String>();
        var effects = new TreeSet<String>();
        entry.path("fields").forEach(field -> {
            fields.add(field.path("path").asText());
            effects.add(field.path("effect").asText());
        });
        // What the fields hold stays outside: the operator's own plan shows it, and no policy needs it.
        return new ResourceChange("meddevo", "apps/" + parts[1], id, parts[0], action(file, entry), MissingNode.getInstance(),
                entry.path("desired"), List.copyOf(fields), List.of(), List.copyOf(effects));
    }

    private static Action action(Path file, JsonNode entry) {
        if (entry.path("blockedBy").isTextual()) return Action.BLOCKED;
        return switch (entry.path("verb").asText()) {
            case "create" -> Action.CREATE;
            case "adopt" -> Action.ADOPT;
            case "update" -> Action.UPDATE;
            case "delete" -> Action.DELETE;
            default -> throw new CannotTell(file + " has a verb that nobody knows here: write it with this checkout's ./meddevo plan");
        };
    }
}
