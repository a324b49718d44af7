package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Names in Route 53, over several apps. Edge behaviour 29 and trap 46. */
class DnsRecordTest {
    private final World world = World.inProcess();
    private final Route53Client route53 = world.account.client(Route53Client.class);

    @Test
    void a_name_resolves_once_the_rule_is_there_and_no_longer_once_the_app_has_left() {
        var techdoc = Specs.dns(world.app("techdoc"), "docs");
        world.wants(techdoc);
        assertThat(kinds()).containsSubsequence("listener-rule", "dns-record");
        world.settle();
        assertThat(world.account.names().addresses()).containsEntry("docs.local.meddevo.internal", List.of("127.0.0.1"));

        world.has(new Member.Leaving(techdoc.key(), Member.Deletion.DELETE));

        assertThat(kinds()).containsSubsequence("dns-record", "listener-rule");
        world.settle();
        assertThat(world.account.names().addresses()).isEmpty();
        assertThat(records()).extracting(ResourceRecordSet::typeAsString).containsExactly("NS", "SOA");
    }

    @Test
    void an_alias_and_the_record_that_says_whose_it_is_are_one_batch() {
        world.wants(Specs.dns(world.app("techdoc"), "docs"));
        world.account.calls().clear();

        world.settle();

        assertThat(world.account.calls().calls()).filteredOn(call -> call.operation().equals("ChangeResourceRecordSets")).hasSize(1);
        assertThat(records()).filteredOn(set -> set.name().equals("_meddevo.docs.local.meddevo.internal.")).singleElement()
                .satisfies(set -> assertThat(set.resourceRecords().getFirst().value())
                        .isEqualTo("\"heritage=meddevo,meddevo/environment=local,meddevo/app=techdoc\""));
    }

    @Test
    void two_apps_that_ask_for_one_name_are_told_and_whoever_has_it_keeps_it() {
        var web = Specs.dns(world.app("web"), "docs");
        world.wants(web).settle();

        world.wants(web, Specs.dns(world.app("techdoc"), "docs")).settle();

        assertThat(world.plan().blocked()).singleElement().satisfies(blocked -> {
            assertThat(blocked.id().app()).isEqualTo("techdoc");
            assertThat(blocked.because()).contains("app web has the name docs.local.meddevo.internal");
        });
    }

    @Test
    void an_environment_without_a_zone_and_a_listener_without_one_say_so() {
        world.restart(environment -> environment.but().dns(Optional.empty()).build());
        world.wants(Specs.dns(world.app("techdoc"), "docs"));
        assertThat(world.plan().blocked()).anySatisfy(blocked -> assertThat(blocked.because()).contains("spec.dns"));

        world.restart(environment -> {
            var listener = environment.listeners().get("internal");
            return environment.but()
                    .dns(Optional
                            .of(new Environment.Dns(world.account.foundations("local", 8080).hostedZoneId(), "local.meddevo.internal")))
                    .listeners(Map.of("internal", new Environment.Listener(listener.arn(), listener.loadBalancerArn(), listener.dnsName(),
                            listener.priorities())))
                    .build();
        });

        assertThat(world.plan().blocked()).anySatisfy(blocked -> assertThat(blocked.because()).contains("hostedZoneId"));
    }

    @Test
    void a_zone_that_is_at_another_batch_is_waited_for() {
        world.account.faults().always(call -> call.operation().equals("ChangeResourceRecordSets"),
                new Fault.Refused("PriorRequestNotComplete", 400,
                        "The request was rejected because Route 53 was still processing a prior request."));
        world.wants(Specs.dns(world.app("techdoc"), "docs"));

        assertThat(world.apply().get(ResourceId.parse("dns-record/techdoc/docs.local.meddevo.internal-A")))
                .isInstanceOf(Outcome.Waiting.class);

        world.account.faults().clear();
        world.settle();
        assertThat(world.account.names().addresses()).containsKey("docs.local.meddevo.internal");
    }

    @Test
    void a_record_whose_owner_s_record_somebody_took_away_is_nobody_s_and_stays() {
        var techdoc = Specs.dns(world.app("techdoc"), "docs");
        world.wants(techdoc).settle();
        var owner = records().stream().filter(set -> set.name().startsWith("_meddevo.")).findFirst().orElseThrow();
        route53.changeResourceRecordSets(request -> request.hostedZoneId(zone())
                .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.DELETE).resourceRecordSet(owner))));

        world.has(new Member.Leaving(techdoc.key(), Member.Deletion.DELETE)).settle();

        assertThat(world.account.names().addresses()).containsKey("docs.local.meddevo.internal");
    }

    @Test
    void names_of_others_in_the_zone_are_no_business_of_ours() {
        route53.changeResourceRecordSets(request -> request.hostedZoneId(zone()).changeBatch(batch -> batch.changes(change -> change
                .action(ChangeAction.CREATE).resourceRecordSet(set -> set.name("*.local.meddevo.internal").type("A").ttl(60L)
                        .resourceRecords(record -> record.value("192.0.2.1"))))));

        world.wants(Specs.dns(world.app("techdoc"), "docs")).settle();

        assertThat(records()).extracting(ResourceRecordSet::name).contains("\\052.local.meddevo.internal.", "docs.local.meddevo.internal.");
    }

    private List<String> kinds() { return world.plan().applicable().stream().map(Change::id).map(ResourceId::kind).toList(); }

    private String zone() { return world.environment.dns().orElseThrow().hostedZoneId(); }

    private List<ResourceRecordSet> records() {
        return route53.listResourceRecordSets(request -> request.hostedZoneId(zone())).resourceRecordSets();
    }
}
