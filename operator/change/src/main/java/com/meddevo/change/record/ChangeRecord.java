package com.meddevo.change.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.meddevo.change.CannotTell;
import com.meddevo.change.assess.Assessment;
import com.meddevo.change.assess.AssessmentText;
import com.meddevo.change.input.Input;
import com.meddevo.plan.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was assessed, from which files, with which outcome, and later who agreed: a line of canonical JSON, signed if somebody signed it. */
public final class ChangeRecord {
    /** Of the body's form; who changes the form takes the next number. */
    private static final int VERSION = 1;
    private static final String TYPE = "application/vnd.meddevo.change-record+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final String body;
    private final Optional<byte[]> signature;

    private ChangeRecord(String body, Optional<byte[]> signature) {
        this.body = body;
        this.signature = signature;
    }

    public static ChangeRecord of(Assessment assessment, Origin origin, Instant made) {
        var hashes = new TreeMap<String, String>();
        assessment.inputs().forEach((name, input) -> hashes.put(name, input.sha256()));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("version", VERSION);
        fields.put("made", made.truncatedTo(ChronoUnit.SECONDS));
        fields.put("origin", origin.fields());
        fields.put("inputs", hashes);
        fields.putAll(AssessmentText.fields(assessment));
        return new ChangeRecord(CanonicalJson.of(fields), Optional.empty());
    }

    /** @throws CannotTell if the file is no record */
    public static ChangeRecord read(Path file) {
        JsonNode envelope = Input.read(file).json();
        JsonNode body = envelope.path("record");
        if (!body.isObject() || body.path("version").asInt() != VERSION)
            throw new CannotTell(file + " is no record of version " + VERSION + ": it is written by ./meddevo change assess --record");
        try {
            var signature = Optional.of(envelope.at("/signature/value")).filter(JsonNode::isTextual)
                    .map(value -> Base64.getDecoder().decode(value.textValue()));
            return new ChangeRecord(CanonicalJson.of(JSON.treeToValue(body, Object.class)), signature);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new CannotTell(file + " is no record as a pipeline writes it: take the artifact itself");
        }
    }

    /**
     * The same, and who agreed to it; to be signed anew.
     *
     * @param keys whose signatures count: what nobody of them signed is not signed anew
     * @throws CannotTell if none of them signed it
     */
    public ChangeRecord approved(PublicKeys keys, Approvals approvals, Instant read) {
        if (!isSignedByOneOf(keys))
            throw new CannotTell(
                    "none of the keys given signed the record, so nobody's approval is written into it: take the record of this pipeline");
        try {
            Map<String, Object> fields = new TreeMap<>(JSON.readValue(body, new TypeReference<Map<String, Object>>() {
            }));
            fields.put("approvals", approvals);
            fields.put("approvalsRead", read.truncatedTo(ChronoUnit.SECONDS));
            return new ChangeRecord(CanonicalJson.of(fields), Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical JSON is JSON", e);
        }
    }

    public ChangeRecord signedBy(SigningKey key) { return new ChangeRecord(body, Optional.of(key.sign(signedBytes()))); }

    boolean isSigned() { return signature.isPresent(); }

    boolean isSignedByOneOf(PublicKeys keys) { return signature.filter(value -> keys.verify(value, signedBytes())).isPresent(); }

    /** What a record says. */
    JsonNode body() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical JSON is JSON", e);
        }
    }

    /** As a file; equal records give equal bytes. */
    public String text() {
        String signed = signature.map(value -> ",\"signature\":" + CanonicalJson.of(
                Map.of("algorithm", "Ed25519", "value", Base64.getEncoder().encodeToString(value)))).orElse("");
        return "{\"record\":" + body + signed + "}\n";
    }

    /**
     * What a signature is over: the body behind its type, so that it can stand for nothing else.
     *
     * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">The pre-authentication encoding of DSSE</a>
     */
    private byte[] signedBytes() {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("DSSEv1 " + TYPE.length() + " " + TYPE + " " + text.length + " ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(text);
        return bytes.toByteArray();
    }
}
