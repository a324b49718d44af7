package com.meddevo.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
    private static final Path ROOT = Path.of(System.getProperty("meddevo.root"));

    @TempDir
    private Path folder;
    private Path plans;
    private Path record;
    private Path privateKey;
    private Path publicKey;

    @BeforeEach
    void a_plan_and_a_key() throws IOException, NoSuchAlgorithmException {
        plans = folder.resolve("plans");
        record = folder.resolve("record.json");
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        privateKey = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        publicKey = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        plan("noop");
    }

    private void plan(String name) throws IOException {
        Path file = Files.createDirectories(plans.resolve("develop/eu-central-1/workload/efs")).resolve("tfplan.json");
        Files.write(file, Files.readAllBytes(ROOT.resolve("operator/change/src/test/resources/plans").resolve(name + ".json")));
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        return Files.writeString(folder.resolve(kind),
                "-----BEGIN " + kind + "-----\n" + Base64.getEncoder().encodeToString(bytes) + "\n-----END " + kind + "-----\n");
    }

    private CommandLineCall assess(Object... more) {
        return CommandLineCall.of(Stream
                .concat(Stream.of("change", "assess", "-e", "develop", "--branch", "develop", "--terraform", plans, "--policy",
                        ROOT.resolve("infra/policy"), "--waivers", ROOT.resolve("infra/waivers")), Stream.of(more))
                .map(Object::toString).toArray(String[]::new));
    }

    private CommandLineCall verify(Object... more) {
        return CommandLineCall
                .of(Stream.concat(Stream.of("change", "verify", record), Stream.of(more)).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void what_nothing_denies_exits_with_0_and_leaves_a_record_that_holds() {
        var said = assess("--record", record, "--key", privateKey, "--commit", "0f1e2d");

        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("Change of develop: risk none; nothing changes\nRoute auto: applied by itself.\n");
        var checked = verify("--key", publicKey, "-e", "develop", "--commit", "0f1e2d", "--route", "auto", "--terraform", plans);
        assertThat(checked.err()).isEmpty();
        assertThat(checked.out()).isEqualTo(record + " holds.\n");
        assertThat(checked.exit()).isZero();
    }

    @Test
    void what_is_denied_exits_with_2_and_is_recorded_too() throws IOException {
        plan("destroy");

        var said = assess("-o", "markdown", "--record", record, "--key", privateKey);

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).startsWith("### Change of develop: denied; delete 4\n").contains("aws_efs_file_system.this");
        assertThat(verify("--key", publicKey)).satisfies(checked -> {
            assertThat(checked.exit()).isEqualTo(2);
            assertThat(checked.err()).startsWith(record + " does not hold: the change was denied");
        });
    }

    @Test
    void who_approved_is_written_into_a_record_that_a_key_of_ours_signed() throws IOException {
        assess("--record", record, "--key", privateKey);
        Path approvals = Files.writeString(folder.resolve("approvals.json"), "{\"unread\": [\"GitLab does not answer\"]}");
        Object[] approve = {"change", "approve", record, "--approvals", approvals, "--key", publicKey, "--signing-key", privateKey};

        var said = CommandLineCall.of(Stream.of(approve).map(Object::toString).toArray(String[]::new));

        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        assertThat(Files.readString(record)).contains("\"unread\":[\"GitLab does not answer\"]");
        assertThat(verify("--key", publicKey, "--approved").exit()).as("nobody has to approve what has no risk").isZero();
        Files.writeString(record, Files.readString(record).replace("does not answer", "answered"));
        var refused = CommandLineCall.of(Stream.of(approve).map(Object::toString).toArray(String[]::new));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).startsWith("meddevo: none of the keys given signed the record");
    }

    @Test
    void plans_that_were_exchanged_after_the_assessment_are_named() throws IOException {
        assess("--record", record, "--key", privateKey);
        plan("destroy");

        var checked = verify("--key", publicKey, "--terraform", plans);

        assertThat(checked.exit()).isEqualTo(2);
        assertThat(checked.err()).contains("terraform/develop/eu-central-1/workload/efs is not the file that was assessed");
    }

    @Test
    void nothing_is_recorded_without_a_signature_unless_somebody_asks_for_it() {
        var refused = assess("--record", record);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo(
                "meddevo: a record is signed: give --key, or set MEDDEVO_CHANGE_KEY to the private key, or ask for --unsigned\n");
        assertThat(record).doesNotExist();
        assertThat(assess("--record", record, "--unsigned").exit()).isZero();
        assertThat(verify().err()).isEqualTo("meddevo: name the public keys whose signatures count with --key, or ask for --unsigned\n");
        assertThat(verify("--key", publicKey).err()).contains("the record is not signed");
        assertThat(verify("--unsigned").exit()).isZero();
    }

    @Test
    void what_cannot_be_assessed_exits_with_1_and_a_sentence() throws IOException {
        Files.writeString(plans.resolve("develop/eu-central-1/workload/efs/tfplan.json"),
                "{\"format_version\": \"1.2\", \"errored\": true}");

        var said = assess();

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("meddevo: ").contains("mend the error and plan again");
    }

    @Test
    void a_call_without_plans_is_a_wrong_call() {
        assertThat(CommandLineCall.of("change", "assess", "-e", "develop", "--branch", "develop").exit()).isEqualTo(64);
    }
}
