package com.meddevo.change.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.meddevo.change.CannotTell;
import com.meddevo.change.RiskClass;
import com.meddevo.change.assess.Assessment;
import com.meddevo.change.policy.Routes.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    private Path folder;
    private SigningKey key;
    private PublicKeys trusted;

    @BeforeEach
    void a_key() throws NoSuchAlgorithmException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = SigningKey.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        trusted = PublicKeys.of(pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getEncoder().encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }

    private ChangeRecord record(int approvals) {
        var assessment = new Assessment("production", RiskClass.HIGH, "two", new Route(approvals, false, null), List.of(), new TreeMap<>(),
                new TreeMap<>());
        return ChangeRecord.of(assessment, new Origin("0f1e2d", "master", "", "42"), NOW).signedBy(key);
    }

    private Approvals said(String json) throws IOException {
        return Approvals.read(Files.writeString(folder.resolve("approvals.json"), json));
    }

    /** Anna made the change and Carl merged it, which started its deployment. */
    private Approvals by(String... people) throws IOException {
        var approvedBy = new StringBuilder();
        for (String who : people)
            approvedBy.append(approvedBy.isEmpty() ? "" : ",").append("{\"who\":\"%s\",\"at\":\"2026-03-02T08:00:00Z\"}".formatted(who));
        return said("""
                {"mergeRequest": {"number": 7, "head": "aa", "author": "anna", "approvedBy": [{"who": "ben", "at": null}]},
                 "deployment": {"number": 12, "environment": "infra/production", "startedBy": "carl", "approvedBy": [%s]}}
                """.formatted(approvedBy));
    }

    private Optional<String> fault(ChangeRecord record) {
        return RecordCheck.firstFault(record, Optional.of(trusted),
                new Expected(Optional.empty(), Optional.empty(), Optional.empty(), true, Map.of(), NOW));
    }

    private Optional<String> faultWhenApproved(int needed, Approvals approvals) {
        return fault(record(needed).approved(trusted, approvals, NOW).signedBy(key));
    }

    @Test
    void as_many_others_as_the_route_asks_for_are_enough() throws IOException {
        assertThat(faultWhenApproved(2, by("ben", "dora"))).isEmpty();
        assertThat(faultWhenApproved(1, by("ben"))).isEmpty();
        assertThat(faultWhenApproved(0, by())).isEmpty();
    }

    @Test
    void the_record_names_them_all() throws IOException {
        assertThat(record(2).approved(trusted, by("ben", "dora"), NOW).text()).contains("\"who\":\"ben\"", "\"who\":\"dora\"",
                "\"author\":\"anna\"", "\"startedBy\":\"carl\"", "\"head\":\"aa\"", "\"approvalsRead\":\"2026-03-02T09:00:00Z\"");
    }

    @Test
    void one_person_twice_the_author_and_who_started_it_do_not_count() throws IOException {
        for (var one : List.of(by("ben"), by("ben", "ben"), by("ben", "anna"), by("ben", "carl"))) {
            assertThat(faultWhenApproved(2, one)).contains(
                    "its route needs 2 approvals by people who neither made the change nor started the deployment, and has ben: run the job again, and let others approve it");
        }
        assertThat(faultWhenApproved(1, by("anna"))).hasValueSatisfying(why -> assertThat(why).contains("and has none: "));
    }

    @Test
    void what_could_not_be_read_stops_a_route_that_needs_it_and_no_other() throws IOException {
        var unread = said("{\"unread\": [\"GitLab does not answer\"]}");

        assertThat(faultWhenApproved(2, unread))
                .contains("its route needs 2 approvals, and who approved could not be read: GitLab does not answer");
        assertThat(faultWhenApproved(0, unread)).isEmpty();
    }

    @Test
    void a_record_that_does_not_say_who_approved_holds_only_for_who_does_not_ask() {
        assertThat(fault(record(2))).hasValueSatisfying(why -> assertThat(why).contains("does not say who approved"));
        assertThat(RecordCheck.firstFault(record(2), Optional.of(trusted),
                new Expected(Optional.empty(), Optional.empty(), Optional.empty(), false, Map.of(), NOW))).isEmpty();
    }

    @Test
    void nobody_approves_what_another_key_signed_or_nobody() throws IOException, NoSuchAlgorithmException {
        var approvals = by("ben");
        var others = record(1);
        a_key();

        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> others.approved(trusted, approvals, NOW))
                .withMessageContaining("none of the keys given signed the record");
        var written = record(1).approved(trusted, approvals, NOW);
        assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> written.approved(trusted, approvals, NOW));
    }

    @Test
    void an_answer_without_an_approval_and_without_a_reason_is_refused() {
        for (String nothing : List.of("{}", "[]", "{\"mergeRequest\": {\"number\": 7}, \"unread\": []}", "{\"approved\": true}")) {
            assertThatExceptionOfType(CannotTell.class).isThrownBy(() -> said(nothing))
                    .withMessageContaining("let infra/ci/approvals write it");
        }
    }
}
