package com.meddevo.localcloud.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What Route 53 says and refuses about records. */
class HostedZoneTest {

    private final Stage stage = Stage.set();
    private final Route53Client route53 = stage.account.client(Route53Client.class);
    private final String zone = stage.foundations.hostedZoneId();

    @Test
    void a_name_comes_back_in_lower_case_with_a_dot_and_its_star_as_a_number() {
        change(ChangeAction.CREATE, text("*.Docs.local.meddevo.internal", "\"x\""));

        assertThat(records()).extracting(ResourceRecordSet::name).contains("\\052.docs.local.meddevo.internal.");
    }

    @Test
    void an_alias_comes_back_with_a_dot_and_tells_whether_its_target_s_health_counts() {
        change(ChangeAction.CREATE, alias("techdoc"));

        assertThat(records()).filteredOn(set -> set.type() == RRType.A).singleElement().satisfies(set -> {
            assertThat(set.aliasTarget().dnsName()).isEqualTo(stage.foundations.loadBalancerDnsName() + ".");
            assertThat(set.aliasTarget().evaluateTargetHealth()).isFalse();
            assertThat(set.ttl()).isNull();
        });
    }

    @Test
    void what_exists_cannot_be_created_and_the_whole_batch_is_refused() {
        change(ChangeAction.CREATE, alias("techdoc"));

        assertThatThrownBy(() -> change(ChangeAction.CREATE, text("other.local.meddevo.internal", "\"x\""), alias("techdoc")))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("[name='techdoc.local.meddevo.internal.', type='A'] but it already exists");
        assertThat(records()).extracting(ResourceRecordSet::name).doesNotContain("other.local.meddevo.internal.");
    }

    @Test
    void a_delete_must_match_what_is_there_exactly() {
        change(ChangeAction.CREATE, text("techdoc.local.meddevo.internal", "\"x\""));

        assertThatThrownBy(() -> change(ChangeAction.DELETE, text("techdoc.local.meddevo.internal", "\"y\"")))
                .hasMessageContaining("but the values provided do not match the current values");
        assertThatThrownBy(() -> change(ChangeAction.DELETE, text("other.local.meddevo.internal", "\"x\"")))
                .hasMessageContaining("but it was not found");
        change(ChangeAction.DELETE, text("TECHDOC.local.meddevo.internal.", "\"x\""));
        assertThat(records()).extracting(ResourceRecordSet::typeAsString).containsExactly("NS", "SOA");
    }

    @Test
    void a_name_outside_the_zone_or_beside_a_canonical_name_is_refused() {
        change(ChangeAction.CREATE, ResourceRecordSet.builder().name("docs.local.meddevo.internal").type(RRType.CNAME).ttl(60L)
                .resourceRecords(ResourceRecord.builder().value("elsewhere.example.com").build()).build());

        assertThatThrownBy(() -> change(ChangeAction.CREATE, alias("docs"))).hasMessageContaining("conflicts with other records");
        assertThatThrownBy(() -> change(ChangeAction.CREATE, text("docs.example.com", "\"x\"")))
                .hasMessageContaining("is not permitted in zone");
        assertThatThrownBy(() -> change(ChangeAction.CREATE, text("plain.local.meddevo.internal", "x")))
                .hasMessageContaining("enclosed in quotation marks");
        assertThatThrownBy(() -> route53.listResourceRecordSets(request -> request.hostedZoneId("Z0")))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void records_come_in_pages_of_three_hundred_by_their_labels_from_the_last_to_the_first() {
        change(ChangeAction.CREATE, IntStream.range(0, 400).mapToObj(i -> text("n%03d.local.meddevo.internal".formatted(i), "\"x\""))
                .toArray(ResourceRecordSet[]::new));

        var first = route53.listResourceRecordSets(request -> request.hostedZoneId(zone));

        assertThat(first.resourceRecordSets()).hasSize(300);
        assertThat(first.isTruncated()).isTrue();
        assertThat(route53.listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone)).resourceRecordSets()).hasSize(402)
                .extracting(ResourceRecordSet::name).endsWith("n399.local.meddevo.internal.");
    }

    @Test
    void a_change_is_pending_until_it_has_spread() {
        var change = change(ChangeAction.CREATE, alias("techdoc"));
        assertThat(route53.getChange(request -> request.id(change)).changeInfo().statusAsString()).isEqualTo("PENDING");

        stage.advance(Duration.ofMinutes(1));

        assertThat(route53.getChange(request -> request.id(change)).changeInfo().statusAsString()).isEqualTo("INSYNC");
    }

    @Test
    void an_alias_of_a_load_balancer_resolves_for_tasks_until_it_is_deleted() {
        var told = new AtomicInteger();
        stage.account.names().onChange(told::incrementAndGet);

        change(ChangeAction.CREATE, alias("techdoc"));
        assertThat(stage.account.names().addresses()).containsEntry("techdoc.local.meddevo.internal", List.of("127.0.0.1"));
        change(ChangeAction.DELETE, alias("techdoc"));

        assertThat(stage.account.names().addresses()).isEmpty();
        assertThat(told).hasValue(2);
    }

    @Test
    void zones_and_records_outlive_the_process() {
        change(ChangeAction.CREATE, alias("techdoc"));
        var saved = stage.account.save();
        var after = Stage.empty();

        after.restore(saved);

        assertThat(after.client(Route53Client.class).listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets())
                .isEqualTo(records());
        assertThat(after.names().addresses()).containsKey("techdoc.local.meddevo.internal");
    }

    private List<ResourceRecordSet> records() {
        return route53.listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets();
    }

    private String change(ChangeAction action, ResourceRecordSet... sets) {
        var changes = List.of(sets).stream().map(set -> Change.builder().action(action).resourceRecordSet(set).build()).toList();
        return route53.changeResourceRecordSets(request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(changes)))
                .changeInfo().id();
    }

    private ResourceRecordSet alias(String name) {
        return ResourceRecordSet.builder().name(name + ".local.meddevo.internal").type(RRType.A)
                .aliasTarget(target -> target.hostedZoneId(stage.foundations.loadBalancerHostedZoneId())
                        .dnsName(stage.foundations.loadBalancerDnsName()).evaluateTargetHealth(false))
                .build();
    }

    private static ResourceRecordSet text(String name, String value) {
        return ResourceRecordSet.builder().name(name).type(RRType.TXT).ttl(300L)
                .resourceRecords(ResourceRecord.builder().value(value).build()).build();
    }
}
