package com.meddevo.api.manifest;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.manifest.ManifestReader.Contents;
import com.meddevo.api.parse.AppParser;
import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.parse.FieldError;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.validation.BundledCrds;
import com.meddevo.api.validation.CrdSchema;
import com.meddevo.api.validation.FieldPath;
import com.meddevo.api.validation.Violation;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks files as {@code kubectl apply} to a real API server would, unknown fields included. Where an app's environment is among the files, the app
 * is also held against it, as the operator does later.
 */
public final class ManifestValidator {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final List<Finding> findings = new ArrayList<>();
    private final List<Manifest> sound = new ArrayList<>();
    private int checked;
    private int others;

    private ManifestValidator() {}

    /**
     * What came out.
     *
     * @param checked number of our resources that were found
     * @param others number of resources of other groups, which were passed over
     * @param findings everything that is wrong, by file and line
     */
    public record Report(int checked, int others, List<Finding> findings) {
    }

    /** Checks some files together. Never throws for what they hold. */
    public static Report validate(List<Path> files) {
        return validate(files, ManifestReader::read);
    }

    /** @param read how a file is read, where not all of them are files */
    public static Report validate(List<Path> files, Function<Path, Contents> read) {
        ManifestValidator validator = new ManifestValidator();
        for (Path file : files) {
            Contents contents = read.apply(file);
            validator.findings.addAll(contents.findings());
            contents.manifests().forEach(validator::check);
        }
        validator.duplicates();
        validator.engine();
        List<Finding> sorted = validator.findings.stream().sorted(Comparator.<Finding>comparingInt(f -> files.indexOf(f.file()))
                .thenComparingInt(Finding::line)).toList();
        return new Report(validator.checked, validator.others, sorted);
    }

    private void check(Manifest manifest) {
        String group = manifest.apiVersion().split("/")[0];
        Optional<CrdSchema> schema = BundledCrds.schema(manifest.kind());
        if (manifest.apiVersion().isEmpty() || manifest.kind().isEmpty()) {
            String missing = manifest.apiVersion().isEmpty() ? "apiVersion" : "kind";
            findings.add(manifest.finding(missing, "Required value", "a Kubernetes resource says what it is, for instance apiVersion: "
                    + BundledCrds.GROUP + "/" + BundledCrds.VERSION + " and kind: " + BundledCrds.kinds().getFirst()));
        } else if (!group.equals(BundledCrds.GROUP))
            others++;
        else if (!manifest.apiVersion().equals(BundledCrds.GROUP + "/" + BundledCrds.VERSION))
            findings.add(manifest.finding("apiVersion", "Unsupported value: \"" + manifest.apiVersion() + "\": supported values: \""
                    + BundledCrds.GROUP + "/" + BundledCrds.VERSION + "\"", ""));
        else if (schema.isEmpty())
            findings.add(manifest.finding("kind", "Unsupported value: \"" + manifest.kind() + "\": supported values: \""
                    + String.join("\", \"", BundledCrds.kinds()) + "\"", ""));
        else
            check(manifest, schema.get());
    }

    private void check(Manifest manifest, CrdSchema schema) {
        checked++;
        int before = findings.size();
        metadata(manifest);
        ObjectNode object = manifest.object();
        List<String> unknownFields = schema.prune(object);
        for (String unknown : unknownFields)
            findings.add(manifest.finding(unknown, "unknown field", known(unknown, schema)));
        schema.applyDefaults(object);
        Set<List<String>> misspelt = unknownFields.stream().map(ManifestValidator::around).collect(Collectors.toSet());
        List<Violation> violations = schema.validate(object, null).stream()
                .filter(violation -> !speaksOfOthers(violation)
                        || !misspelt.contains(around(violation.path())) && !misspelt.contains(FieldPath.steps(violation.path())))
                .toList();
        for (Violation violation : violations)
            if (!ofTheWhole(violation))
                findings.add(manifest.finding(violation.path(), violation.description(), schema.description(violation.path()).orElse("")));
            else if (violations.size() == 1)
                findings.add(manifest.finding("metadata.name", violation.message(), ""));
        if (findings.size() == before)
            sound.add(manifest);
    }

    /** The part that every resource has and no definition describes. */
    private void metadata(Manifest manifest) {
        if (manifest.name().isEmpty())
            findings.add(manifest.finding("metadata.name", "Required value", "a name, which is also that of the service in AWS"));
        try {
            JSON.convertValue(manifest.object().path("metadata"), ObjectMeta.class);
        } catch (IllegalArgumentException mistyped) {
            String path = mistyped.getCause() instanceof JsonMappingException mapping ? fieldOf(mapping) : "";
            findings.add(manifest.finding("metadata" + path, "Invalid value: has not the type that Kubernetes asks for here",
                    "a text for names, and texts in quotes for the values of labels and annotations"));
        }
    }

    private static String fieldOf(JsonMappingException mapping) {
        return mapping.getPath().stream().map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
    }

    /** Whether it is of a rule between fields; beside a field that nobody knows, such a rule complains of the misspelling, which is told already. */
    private static boolean speaksOfOthers(Violation violation) {
        return violation.badValue() == null && !violation.message().isEmpty();
    }

    /** Where a field stands. */
    private static List<String> around(String path) {
        List<String> steps = FieldPath.steps(path);
        return steps.isEmpty() ? steps : steps.subList(0, steps.size() - 1);
    }

    /** Rules at the root speak of the name; another violation there says only that rules were left out because of the other violations. */
    private static boolean ofTheWhole(Violation violation) {
        return violation.path().equals(FieldPath.ROOT.toString());
    }

    private static String known(String unknown, CrdSchema schema) {
        List<String> steps = FieldPath.steps(unknown);
        return "one of " + String.join(", ", schema.fields(steps.subList(0, steps.size() - 1)));
    }

    private void duplicates() {
        Set<List<String>> seen = new HashSet<>();
        for (Manifest manifest : sound)
            if (!seen.add(List.of(manifest.kind(), manifest.namespace(), manifest.name())))
                findings.add(manifest.finding("metadata.name",
                        "the " + manifest.kind() + " " + manifest.name() + " stands in these files twice", ""));
    }

    /** What a server lets through and the engine cannot use. */
    private void engine() {
        Map<String, Terms> environments = new HashMap<>();
        for (Manifest manifest : sound)
            if (manifest.kind().equals("MeddevoEnvironment"))
                EnvironmentParser.parse(JSON.convertValue(manifest.object(), MeddevoEnvironment.class)).terms()
                        .ifPresent(terms -> environments.put(manifest.name(), terms));
        for (Manifest manifest : sound) {
            Terms terms = environments.get(manifest.object().path("spec").path("environment").asText());
            if (!manifest.kind().equals("MeddevoApp") || terms == null)
                continue;
            for (FieldError error : AppParser.parse(JSON.convertValue(manifest.object(), MeddevoApp.class), terms, Instant.EPOCH).errors())
                findings.add(manifest.finding(error.path(), error.message(), ""));
        }
    }
}
