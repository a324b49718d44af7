package com.meddevo.change.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meddevo.change.CannotTell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what {@code terraform show -json} prints, one file per unit below a folder, as {@code terragrunt --json-out-dir} leaves them:
 * {@code develop/eu-central-1/workload/efs/tfplan.json}.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format#plan-representation">Terraform's plan format</a>
 */
public final class TerraformPlans {
    private final List<ResourceChange> changes = new ArrayList<>();
    private final TreeMap<String, Input> inputs = new TreeMap<>();

    private TerraformPlans() {}

    /** @param folder holds the plans; its subfolders are the units */
    public static Plans below(Path folder) {
        if (!Files.isDirectory(folder))
            throw new CannotTell(folder + " is no folder with Terraform plans: name the one that --json-out-dir wrote");
        var plans = new TerraformPlans();
        try (var files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> plans.read(folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Plans(List.copyOf(plans.changes), plans.inputs);
    }

    private void read(Path folder, Path file) {
        Path unit = folder.relativize(file).getParent();
        if (unit == null) throw new CannotTell(file + " stands in no unit's folder: move it to " + folder + "/<unit>/tfplan.json");
        String name = unit.toString().replace('\\', '/');
        var input = Input.read(file);
        JsonNode plan = input.json();
        if (!plan.path("format_version").asText().startsWith("1."))
            throw new CannotTell(file + " is no plan of format 1: write it with \"terraform show -json\" (Terraform 1.11 or newer)");
        if (plan.path("errored").asBoolean())
            throw new CannotTell(file + " is what was planned until an error came: mend the error and plan again");
        if (!plan.path("complete").asBoolean(true))
            throw new CannotTell(file + " is not the whole plan, since parts were deferred or left out: plan again without -target");
        if (inputs.put("terraform/" + name, input) != null)
            throw new CannotTell(file + " is the second plan of " + name + ": leave one file in each unit's folder");
        plan.path("resource_changes").forEach(change -> action(change).ifPresent(action -> changes.add(change(name, change, action))));
    }

    private static Optional<Action> action(JsonNode resource) {
        if (!resource.path("mode").asText().equals("managed")) return Optional.empty();
        var words = new ArrayList<String>();
        resource.at("/change/actions").forEach(word -> words.add(word.asText()));
        return switch (String.join("+", words)) {
            case "no-op", "read" -> Optional.empty();
            case "create" -> Optional.of(Action.CREATE);
            case "update" -> Optional.of(Action.UPDATE);
            case "delete" -> Optional.of(Action.DELETE);
            case "delete+create", "create+delete", "create+forget" -> Optional.of(Action.REPLACE);
            case "forget" -> Optional.of(Action.FORGET);
            default -> throw new CannotTell("the plan of " + resource.path("address").asText()
                    + " has an action that nobody knows here: teach TerraformPlans what this Terraform means by it");
        };
    }

    private static ResourceChange change(String unit, JsonNode resource, Action action) {
        JsonNode change = resource.path("change");
        JsonNode before = Sensitive.hidden(change.path("before"), change.path("before_sensitive"));
        JsonNode after = Sensitive.hidden(change.path("after"), change.path("after_sensitive"));
        return new ResourceChange("terraform", unit, resource.path("address").asText(), resource.path("type").asText(), action, before,
                after,
                action == Action.UPDATE || action == Action.REPLACE ? changed(change) : List.of(), unknown(change.path("after_unknown")),
                List.of());
    }

    private static List<String> changed(JsonNode change) {
        var names = new TreeSet<String>();
        JsonNode before = object(change.path("before"));
        JsonNode after = object(change.path("after"));
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> value(before, name).equals(value(after, name)));
        names.addAll(unknown(change.path("after_unknown")));
        return List.copyOf(names);
    }

    /** What is null is not there: Terraform writes both. */
    private static JsonNode value(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private static JsonNode object(JsonNode node) { return node.isObject() ? node : JsonNodeFactory.instance.objectNode(); }

    private static List<String> unknown(JsonNode marks) {
        var names = new TreeSet<String>();
        marks.properties().stream().filter(mark -> Sensitive.marked(mark.getValue())).forEach(mark -> names.add(mark.getKey()));
        return List.copyOf(names);
    }
}
