package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.CrdSchema;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import com.meddevo.localkube.table.Columns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * CustomResourceDefinitions: names filled in, the schema checked by compiling it, and the status that says whether the kind is served. Unlike
 * a cluster's, this server decides the status before the write is answered.
 */
record CrdRules(ResourceTypes types) implements KindRules {
    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    @Override
    public boolean countsGenerations() { return true; }

    @Override
    public void created(ObjectNode crd) {
        fillIn(crd);
        crd.putObject("status");
        status(crd);
    }

    @Override
    public void deleting(ObjectNode crd) {
        crd.withObject("/metadata").withArray("/finalizers").add(CLEANUP);
        condition(crd.withObject("/status"), "Terminating", true, "InstanceDeletionInProgress", "CustomResource deletion is in progress");
    }

    @Override
    public void updated(ObjectNode crd, ObjectNode current) {
        fillIn(crd);
        status(crd);
    }

    private static void fillIn(ObjectNode crd) {
        if (!(crd.at("/spec/names") instanceof ObjectNode names)) {
            return;
        }
        String kind = names.path("kind").asText();
        if (!names.hasNonNull("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (!names.hasNonNull("listKind")) {
            names.put("listKind", kind + "List");
        }
        crd.withObject("/spec").withObject("/conversion").put("strategy", crd.at("/spec/conversion/strategy").asText("None"));
    }

    private void status(ObjectNode crd) {
        ObjectNode status = crd.withObject("/status");
        Optional<String> clash = clash(crd);
        condition(status, "NamesAccepted", clash.isEmpty(), clash.isEmpty() ? "NoConflicts" : "NamesConflict",
                clash.orElse("no conflicts found"));
        condition(status, "Established", clash.isEmpty(), clash.isEmpty() ? "InitialNamesAccepted" : "NotAccepted",
                clash.isEmpty() ? "the initial names have been accepted" : "not all names are accepted");
        if (clash.isEmpty()) {
            status.set("acceptedNames", crd.at("/spec/names").deepCopy());
        }
        ArrayNode stored = status.withArray("/storedVersions");
        for (JsonNode version : crd.at("/spec/versions")) {
            if (version.path("storage").asBoolean() && !contains(stored, version.get("name"))) {
                stored.add(version.get("name"));
            }
        }
    }

    private Optional<String> clash(ObjectNode crd) {
        String group = crd.at("/spec/group").asText();
        Names names = Names.of(crd.at("/spec/names"));
        return types.all().stream().filter(other -> other.group().equals(group) && !other.names().plural().equals(names.plural()))
                .filter(other -> other.kind().equals(names.kind())).findFirst()
                .map(other -> '"' + names.kind() + "\" is already in use");
    }

    private static void condition(ObjectNode status, String type, boolean holds, String reason, String message) {
        ArrayNode conditions = status.withArray("/conditions");
        ObjectNode condition = null;
        for (JsonNode each : conditions) {
            if (each.path("type").asText().equals(type)) {
                condition = (ObjectNode) each;
            }
        }
        String value = holds ? "True" : "False";
        if (condition == null) {
            condition = conditions.addObject().put("type", type);
        }
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        condition.put("reason", reason).put("message", message);
    }

    private static boolean contains(ArrayNode array, JsonNode value) {
        for (JsonNode each : array) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Violation> problems(ObjectNode crd, ObjectNode current) {
        List<Violation> problems = new ArrayList<>();
        JsonNode spec = crd.path("spec");
        if (!spec.path("group").asText().contains(".")) {
            problems.add(
                    new Violation("spec.group", Kind.INVALID, spec.path("group").asText(), "should be a domain with at least one dot"));
        }
        if (current != null) {
            for (String field : List.of("group", "scope")) {
                if (!Objects.equals(spec.get(field), current.path("spec").get(field))) {
                    problems.add(new Violation("spec." + field, Kind.INVALID, spec.path(field).asText(), "field is immutable"));
                }
            }
        }
        if (!spec.at("/conversion/strategy").asText().equals("None")) {
            problems.add(new Violation("spec.conversion.strategy", Kind.NOT_SUPPORTED, spec.at("/conversion/strategy").asText(),
                    "supported values: \"None\" (this server calls no webhooks)"));
        }
        if (current == null || !spec.equals(current.get("spec"))) {
            spec.path("versions").forEach(version -> version(crd, version, problems));
        }
        return problems.stream().distinct().toList();
    }

    /** A version is sound if everything that is made of it can be made. */
    private static void version(ObjectNode crd, JsonNode version, List<Violation> problems) {
        try {
            CrdSchema.of(crd, version.path("name").asText());
            CustomTypes.type(crd, version, Columns.custom(version.path("additionalPrinterColumns")), new CustomRules());
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().map(CrdRules::violation).forEach(problems::add);
        }
    }

    /** Reads a sentence of the validator: path, kind and message. */
    private static Violation violation(String sentence) {
        String[] parts = sentence.split(": ", 3);
        if (parts.length < 2) {
            return new Violation("spec.versions", Kind.INVALID, "object", sentence);
        }
        String message = parts.length > 2 ? parts[2] : "";
        return switch (parts[1]) {
            case "Required value" -> new Violation(parts[0], Kind.REQUIRED, null, message);
            case "Forbidden" -> new Violation(parts[0], Kind.FORBIDDEN, null, message);
            case "Unsupported value" -> new Violation(parts[0], Kind.NOT_SUPPORTED, "object", message);
            case "Invalid value" -> new Violation(parts[0], Kind.INVALID, "object", message);
            default -> new Violation("spec.versions", Kind.INVALID, "object", sentence);
        };
    }
}
