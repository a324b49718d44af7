package com.meddevo.change.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.meddevo.change.CannotTell;
import com.meddevo.change.Fixtures;
import com.meddevo.change.RiskClass;
import com.meddevo.change.assess.Assessment;
import com.meddevo.change.input.Input;
import com.meddevo.change.policy.Routes.Route;
import com.meddevo.change.policy.Routes.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCheckTest {
    private static final Instant MONDAY_MORNING = Instant.parse("2026-03-02T09:00:00Z");
    private static final Origin ORIGIN = new Origin("0f1e2d", "develop", "7", "42");

    private final KeyPair keys = keyPair();
    private final SigningKey key = SigningKey.of(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    private final PublicKeys trusted = publicKeys(keys);
    @TempDir
    private Path folder;
    private Assessment assessment;
    private ChangeRecord record;

    @BeforeEach
    void a_record_of_a_real_plan_for_a_change_window() throws IOException {
        var real = Fixtures.assess(Fixtures.plan(folder.resolve("plans"), "develop"), folder);
        var window = new Window(List.of(DayOfWeek.MONDAY), "08:00", "16:00", "Europe/Berlin");
        assessment = new Assessment(real.environment(), RiskClass.HIGH, "change-window", new Route(2, true, window), real.findings(),
                real.counts(),
                real.inputs());
        record = ChangeRecord.of(assessment, ORIGIN, MONDAY_MORNING).signedBy(key);
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }

    private static PublicKeys publicKeys(KeyPair... pairs) {
        var pem = new StringBuilder();
        for (var pair : pairs)
            pem.append(pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        return PublicKeys.of(pem.toString());
    }

    private static Expected at(Instant time) {
        return new Expected(Optional.of("develop"), Optional.of("0f1e2d"), Optional.of("change-window"), false, Map.of(), time);
    }

    private ChangeRecord read(String text) throws IOException {
        return ChangeRecord.read(Files.writeString(folder.resolve("record.json"), text));
    }

    private Optional<String> fault(ChangeRecord one) { return RecordCheck.firstFault(one, Optional.of(trusted), at(MONDAY_MORNING)); }

    @Test
    void a_record_that_is_read_back_holds_under_its_key_and_beside_another() throws IOException {
        var copy = read(record.text());

        assertThat(fault(copy)).isEmpty();
        assertThat(RecordCheck.firstFault(copy, Optional.of(publicKeys(keyPair(), keys)), at(MONDAY_MORNING))).isEmpty();
        assertThat(copy.text()).isEqualTo(record.text());
    }

    @Test
    void a_record_of_a_secret_holds_its_hash_alone() {
        assertThat(record.text()).doesNotContain(Fixtures.SECRET).contains("terraform/develop/");
    }

    @Test
    void whatever_is_changed_in_it_is_found() throws IOException {
        for (String changed : List.of(record.text().replace("\"class\":\"high\"", "\"class\":\"low\""),
                record.text().replace("\"approvals\":2", "\"approvals\":0"), record.text().replace("0f1e2d", "0f1e2e"),
                record.text().replaceFirst("\"sha256:?|\"([0-9a-f])([0-9a-f]{63})\"", "\"f$2\""))) {
            assertThat(changed).isNotEqualTo(record.text());
            assertThat(fault(read(changed)))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("the signature is of none of the 1 keys given"));
        }
    }

    @Test
    void another_spelling_of_the_same_record_is_the_same_record() throws IOException {
        assertThat(fault(read(record.text().replace("{\"", "{\n  \"")))).isEmpty();
    }

    @Test
    void a_record_that_nobody_signed_holds_only_for_who_does_not_ask() throws IOException {
        var unsigned = read(ChangeRecord.of(assessment, ORIGIN, MONDAY_MORNING).text());

        assertThat(fault(unsigned)).hasValueSatisfying(why -> assertThat(why).startsWith("the record is not signed"));
        assertThat(RecordCheck.firstFault(unsigned, Optional.empty(), at(MONDAY_MORNING))).isEmpty();
    }

    @Test
    void another_key_is_none_of_ours() {
        assertThat(RecordCheck.firstFault(record, Optional.of(publicKeys(keyPair(), keyPair())), at(MONDAY_MORNING)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the signature is of none of the 2 keys given"));
    }

    @Test
    void another_environment_commit_or_route_is_named() {
        var keysGiven = Optional.of(trusted);
        assertThat(RecordCheck.firstFault(record, keysGiven,
                new Expected(Optional.of("production"), Optional.of("x"), Optional.of("auto"), false, Map.of(), MONDAY_MORNING)))
                .contains("the record is of environment develop, not of production: take the record of this pipeline");
        assertThat(RecordCheck.firstFault(record, keysGiven,
                new Expected(Optional.empty(), Optional.of("x"), Optional.of("auto"), false, Map.of(), MONDAY_MORNING)))
                .contains("the record is of commit 0f1e2d, not of x: take the record of this pipeline");
        assertThat(RecordCheck.firstFault(record, keysGiven,
                new Expected(Optional.empty(), Optional.empty(), Optional.of("auto"), false, Map.of(), MONDAY_MORNING)))
                .contains("the record is of route change-window, not of auto: take the record of this pipeline");
    }

    @Test
    void a_plan_that_was_exchanged_added_or_taken_away_is_named() {
        String name = "terraform/develop/eu-central-1/workload/efs";
        var assessed = assessment.inputs().get(name);
        var exchanged = new Input(assessed.file(), "{}".getBytes());

        assertThat(faultWith(Map.of(name, assessed))).isEmpty();
        assertThat(faultWith(Map.of(name, exchanged)))
                .contains(name + " is not the file that was assessed: use exactly the plans that were assessed");
        assertThat(faultWith(Map.of(name, assessed, "terraform/develop/x", exchanged)))
                .contains("terraform/develop/x is here and was not assessed: use exactly the plans that were assessed");
        assertThat(faultWith(Map.of("terraform/zz", exchanged)))
                .contains(name + " was assessed and is not here: use exactly the plans that were assessed");
    }

    private Optional<String> faultWith(Map<String, Input> inputs) {
        return RecordCheck.firstFault(record, Optional.of(trusted),
                new Expected(Optional.empty(), Optional.empty(), Optional.empty(), false, inputs, MONDAY_MORNING));
    }

    @Test
    void the_window_is_in_its_own_zones_time() {
        var given = Optional.of(trusted);
        assertThat(RecordCheck.firstFault(record, given, at(Instant.parse("2026-03-02T07:00:00Z")))).isEmpty();
        for (String outside : List.of("2026-03-02T06:59:59Z", "2026-03-02T15:00:00Z", "2026-03-03T09:00:00Z")) {
            assertThat(RecordCheck.firstFault(record, given, at(Instant.parse(outside))))
                    .contains("now is outside the change window: apply it on Monday, 08:00 to 16:00 (Europe/Berlin)");
        }
    }

    @Test
    void what_was_denied_holds_for_nobody() {
        var denied = new Assessment("develop", RiskClass.DENY, "none", new Route(0, false, null), List.of(), new TreeMap<>(),
                new TreeMap<>());

        assertThat(fault(ChangeRecord.of(denied, ORIGIN, MONDAY_MORNING).signedBy(key)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the change was denied"));
    }

    @Test
    void what_is_no_record_or_no_key_is_refused() {
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> read("{\"record\": {\"version\": 2}}"))
                .withMessageContaining("no record of version 1");
        assertThatExceptionOfType(CannotTell.class)
                .isThrownBy(() -> read("{\"record\": {\"version\": 1}, \"signature\": {\"value\": \"???\"}}"))
                .withMessageContaining("no record as a pipeline writes it");
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> SigningKey.of("planted"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"));
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> PublicKeys.of(pem("PUBLIC KEY", new byte[]{1, 2})))
                .withMessageContaining("no Ed25519 public key");
    }
}
