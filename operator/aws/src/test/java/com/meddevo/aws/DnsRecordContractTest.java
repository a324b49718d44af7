package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class DnsRecordContractTest extends KindContract {
    @Override
    String kind() { return "dns-record"; }

    @Override
    AppSpec app(World world) { return Specs.dns(world.app(APP), APP); }

    @Override
    boolean reads(Call call) { return call.operation().equals("ListResourceRecordSets"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("ChangeResourceRecordSets"); }

    @Override
    List<AppSpec> changes(AppSpec app) { return List.of(Specs.dns(app, "documents")); }

    @Override
    void drift(World world, ResourceState ours, String name) {
        var listener = world.environment.listeners().get("internal");
        upsert(world,
                set -> set.name(name).type(RRType.A).aliasTarget(AliasTarget.builder().hostedZoneId(listener.hostedZoneId().orElseThrow())
                        .dnsName("elsewhere-1.eu-central-1.elb.amazonaws.com").evaluateTargetHealth(true).build()));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        upsert(world, set -> set.name(APP + ".local.meddevo.internal").type(RRType.CNAME).ttl(60L)
                .resourceRecords(ResourceRecord.builder().value("elsewhere.example.com").build()));
        return Optional.of(new Foreign(() -> records(world).toString()));
    }

    @Override
    int existing(World world) { return (int) records(world).stream().filter(set -> set.type() == RRType.A).count(); }

    private static void upsert(World world, Consumer<ResourceRecordSet.Builder> set) {
        var change = Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(set).build();
        route53(world).changeResourceRecordSets(request -> request.hostedZoneId(zone(world)).changeBatch(batch -> batch.changes(change)));
    }

    private static List<ResourceRecordSet> records(World world) {
        return route53(world).listResourceRecordSets(request -> request.hostedZoneId(zone(world))).resourceRecordSets();
    }

    private static String zone(World world) { return world.environment.dns().orElseThrow().hostedZoneId(); }

    private static Route53Client route53(World world) { return world.account.client(Route53Client.class); }
}
