package com.meddevo.change.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.meddevo.change.CannotTell;
import com.meddevo.change.policy.Routes.Window;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Holds a record against keys and expectations, offline, and names the first thing that does not hold. */
public final class RecordCheck {
    private static final JsonMapper JSON = new JsonMapper();

    private final ChangeRecord record;
    private final JsonNode body;
    private final Expected expected;

    private RecordCheck(ChangeRecord record, Expected expected) {
        this.record = record;
        this.body = record.body();
        this.expected = expected;
    }

    /**
     * @param keys whose signatures count; empty to take a record that nobody signed
     * @return a sentence about the first thing that does not hold; empty if all does
     */
    public static Optional<String> firstFault(ChangeRecord record, Optional<PublicKeys> keys, Expected expected) {
        var check = new RecordCheck(record, expected);
        return Stream.<Supplier<Optional<String>>>of(() -> keys.flatMap(check::signature), check::denial,
                () -> differs("environment", check.text("/environment"), expected.environment()),
                () -> differs("commit", check.text("/origin/commit"), expected.commit()),
                () -> differs("route", check.text("/route/name"), expected.route()), check::inputs, check::window,
                check::approvals)
                .map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private String text(String pointer) { return body.at(pointer).asText(); }

    private Optional<String> signature(PublicKeys keys) {
        if (!record.isSigned()) return Optional.of("the record is not signed: only the pipeline of a protected branch signs; run it there");
        if (record.isSignedByOneOf(keys)) return Optional.empty();
        return Optional.of("the signature is of none of the " + keys.keys().size()
                + " keys given: the record was changed after it was signed, or another key signed it; let the pipeline assess anew");
    }

    private Optional<String> denial() {
        if (!body.path("class").asText().equals("deny")) return Optional.empty();
        return Optional.of("the change was denied: mend what the record lists, and let the pipeline assess anew");
    }

    private static Optional<String> differs(String what, String said, Optional<String> wanted) {
        return wanted.filter(value -> !value.equals(said))
                .map(value -> "the record is of " + what + " " + said + ", not of " + value + ": take the record of this pipeline");
    }

    /** Every file at hand must be the one that was assessed, and of the kinds at hand none may be missing. */
    private Optional<String> inputs() {
        JsonNode said = body.path("inputs");
        var names = new TreeSet<String>();
        said.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> expected.inputs().keySet().stream().noneMatch(given -> kind(given).equals(kind(name))));
        names.addAll(expected.inputs().keySet());
        return names.stream().map(name -> input(name, said.path(name).asText())).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> input(String name, String hash) {
        var given = expected.inputs().get(name);
        if (given == null) return Optional.of(name + " was assessed and is not here: use exactly the plans that were assessed");
        if (hash.isEmpty()) return Optional.of(name + " is here and was not assessed: use exactly the plans that were assessed");
        if (hash.equals(given.sha256())) return Optional.empty();
        return Optional.of(name + " is not the file that was assessed: use exactly the plans that were assessed");
    }

    private static String kind(String name) { return name.substring(0, name.indexOf('/')); }

    private Optional<String> approvals() {
        int needed = body.at("/route/approvals").asInt();
        if (!expected.approved() || needed == 0) return Optional.empty();
        if (!body.has("approvals"))
            return Optional.of(
                    "its route needs " + needed + " approvals, and it does not say who approved: let ./meddevo change approve write it");
        try {
            return Approvals.of(body.path("approvals")).lacking(needed);
        } catch (IllegalArgumentException e) {
            throw new CannotTell("who approved cannot be read in the record: let ./meddevo change approve write it");
        }
    }

    private Optional<String> window() {
        JsonNode window = body.at("/route/window");
        if (window.isMissingNode()) return Optional.empty();
        try {
            var allowed = JSON.treeToValue(window, Window.class);
            if (allowed.holds(expected.at().atZone(ZoneOffset.UTC))) return Optional.empty();
            return Optional.of("now is outside the change window: apply it on " + allowed);
        } catch (JsonProcessingException e) {
            throw new CannotTell("the record's change window cannot be read: let the pipeline assess anew");
        }
    }
}
