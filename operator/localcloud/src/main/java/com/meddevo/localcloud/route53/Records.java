package com.meddevo.localcloud.route53;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The record sets of all zones. Inside the account's lock. */
final class Records {

    static final Comparator<ResourceRecordSet> ORDER = Comparator
            .comparing((ResourceRecordSet set) -> DomainName.order(set.name())).thenComparing(ResourceRecordSet::typeAsString)
            .thenComparing(set -> set.setIdentifier() == null ? "" : set.setIdentifier());
    private static final int BATCH = 1000;

    /** What makes a record set the only one of its kind. */
    record Key(String zoneId, String name, String type, String setIdentifier) {

        static Key of(String zoneId, ResourceRecordSet set) {
            return new Key(zoneId, set.name(), set.typeAsString(), set.setIdentifier() == null ? "" : set.setIdentifier());
        }
    }

    final Versioned<Key, ResourceRecordSet> sets;

    Records(Site site) { this.sets = site.store(); }

    /** What every zone begins with. */
    void found(HostedZone zone, String zoneId) {
        put(zoneId, ResourceRecordSet.builder().name(zone.name()).type(RRType.NS).ttl(172_800L)
                .resourceRecords(value("ns-0.awsdns-00.com."), value("ns-512.awsdns-00.net.")).build());
        put(zoneId, ResourceRecordSet.builder().name(zone.name()).type(RRType.SOA).ttl(900L)
                .resourceRecords(value("ns-0.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400")).build());
    }

    void put(String zoneId, ResourceRecordSet set) { sets.put(Key.of(zoneId, set), set); }

    private static ResourceRecord value(String text) { return ResourceRecord.builder().value(text).build(); }

    /** All changes or none. */
    void change(String zoneId, HostedZone zone, List<Change> changes) {
        if (changes.isEmpty() || changes.size() > BATCH) {
            throw Route53Errors.invalid("A change batch must have 1 to %d changes".formatted(BATCH));
        }
        var after = new HashMap<Key, Optional<ResourceRecordSet>>();
        var wrong = new ArrayList<String>();
        changes.forEach(change -> judge(zoneId, zone, change, after).ifPresent(wrong::add));
        if (!wrong.isEmpty()) {
            throw Route53Errors.invalidBatch(wrong);
        }
        after.forEach((key, set) -> set.ifPresentOrElse(one -> sets.put(key, one), () -> sets.remove(key)));
    }

    private Optional<String> judge(String zoneId, HostedZone zone, Change change, Map<Key, Optional<ResourceRecordSet>> after) {
        var set = canonical(change.resourceRecordSet());
        var key = Key.of(zoneId, set);
        var there = after.containsKey(key) ? after.get(key) : sets.get(key);
        var what = "resource record set [name='%s', type='%s']".formatted(set.name(), set.typeAsString());
        if (!DomainName.lies(set.name(), zone.name())) {
            return Optional.of("RRSet with DNS name %s is not permitted in zone %s".formatted(set.name(), zone.name()));
        }
        if (change.action() == ChangeAction.DELETE) {
            if (there.isEmpty()) {
                return Optional.of("Tried to delete %s but it was not found".formatted(what));
            }
            if (!there.get().equals(set)) {
                return Optional.of("Tried to delete %s but the values provided do not match the current values".formatted(what));
            }
            after.put(key, Optional.empty());
            return Optional.empty();
        }
        if (change.action() == ChangeAction.CREATE && there.isPresent()) {
            return Optional.of("Tried to create %s but it already exists".formatted(what));
        }
        if (conflicts(key, after)) {
            return Optional.of(
                    "RRSet of type %s with DNS name %s is not permitted as it conflicts with other records with the same DNS name in zone %s"
                            .formatted(set.typeAsString(), set.name(), zone.name()));
        }
        after.put(key, Optional.of(set));
        return Optional.empty();
    }

    /** An alias is no CNAME; nothing else may stand beside one. */
    private boolean conflicts(Key key, Map<Key, Optional<ResourceRecordSet>> after) {
        var all = new HashMap<>(sets.entries());
        after.forEach((changed, set) -> set.ifPresentOrElse(one -> all.put(changed, one), () -> all.remove(changed)));
        return all.keySet().stream().filter(other -> other.zoneId().equals(key.zoneId()) && other.name().equals(key.name()))
                .filter(other -> !other.type().equals(key.type()))
                .anyMatch(other -> other.type().equals("CNAME") || key.type().equals("CNAME"));
    }

    /** A record set as it is kept; refuses what is none. */
    private static ResourceRecordSet canonical(ResourceRecordSet set) {
        if (set == null || set.name() == null || set.type() == null) {
            throw Route53Errors.invalid("A resource record set needs a name and a type");
        }
        var canonical = set.toBuilder().name(DomainName.canonical(set.name()));
        if (set.aliasTarget() == null) {
            if (set.ttl() == null || set.resourceRecords().isEmpty()) {
                throw Route53Errors.invalid("Invalid XML ; a resource record set needs a TTL and records, or an alias target");
            }
            if (set.type() == RRType.TXT
                    && set.resourceRecords().stream().anyMatch(one -> !one.value().matches("(?s)\".{0,255}\"( \".*\")*"))) {
                throw Route53Errors.invalidBatch(List.of(
                        "Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks)'"));
            }
            return canonical.build();
        }
        if (set.ttl() != null || !set.resourceRecords().isEmpty()) {
            throw Route53Errors.invalid("Invalid XML ; an alias has neither TTL nor records");
        }
        return canonical.aliasTarget(set.aliasTarget().toBuilder().dnsName(DomainName.canonical(set.aliasTarget().dnsName()))
                .evaluateTargetHealth(Boolean.TRUE.equals(set.aliasTarget().evaluateTargetHealth())).build()).build();
    }

    /** In the order of the list, as a reader sees them. */
    List<ResourceRecordSet> seen(String zoneId) {
        return sets.readEntries().entrySet().stream().filter(entry -> entry.getKey().zoneId().equals(zoneId)).map(Map.Entry::getValue)
                .sorted(ORDER).toList();
    }

    /** As they are. */
    Stream<ResourceRecordSet> of(String zoneId) {
        return sets.entries().entrySet().stream().filter(entry -> entry.getKey().zoneId().equals(zoneId)).map(Map.Entry::getValue);
    }
}
