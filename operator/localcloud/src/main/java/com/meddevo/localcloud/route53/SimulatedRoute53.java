package com.meddevo.localcloud.route53;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.names.NameTable;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneConfig;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedRoute53 implements Route53Client {

    private static final int LARGEST_PAGE = 300;
    private static final int LARGEST_ZONE_PAGE = 100;
    private static final String ZONE_PREFIX = "/hostedzone/";
    private static final String CHANGE_PREFIX = "/change/";
    /** AWS says that most changes reach its name servers within a minute. */
    private static final Duration SPREADS_IN = Duration.ofSeconds(30);

    private final Site site;
    private final Versioned<String, HostedZone> zones;
    private final Versioned<String, ChangeInfo> changes;
    private final Records records;
    private final ZoneNames names;

    /**
     * Nothing in it yet.
     *
     * @param site      where it stands
     * @param addresses the address behind a name that an alias leads to, such as a load balancer's, in lower case and without a dot at its end
     */
    public SimulatedRoute53(Site site, Function<String, Optional<String>> addresses) {
        this.site = site;
        this.zones = site.store();
        this.changes = site.store();
        this.records = new Records(site);
        this.names = new ZoneNames(site, records, addresses);
    }

    /** The names in all zones. */
    public NameTable names() { return names; }

    /** Sets up a private hosted zone, or returns the one of that name. */
    public HostedZone zone(String name) {
        var canonical = DomainName.canonical(name);
        return zones.all().stream().filter(zone -> zone.name().equals(canonical)).findFirst().orElseGet(() -> {
            var id = "Z" + site.ids().alphanumeric(20).toUpperCase(Locale.ROOT);
            var zone = HostedZone.builder().id(ZONE_PREFIX + id).name(canonical).callerReference(id)
                    .config(HostedZoneConfig.builder().privateZone(true).build()).build();
            zones.put(id, zone);
            records.found(zone, id);
            return zone;
        });
    }

    /** Writes down zones and records. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("zones", JsonMemory.list(zones.all()));
        zones.entries().keySet().forEach(id -> saved.withObjectProperty("records").set(id, JsonMemory.list(records.of(id).toList())));
        return saved;
    }

    /** Takes in what was written down; after the load balancers, which aliases lead to. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("zones"), HostedZone::builder, HostedZone.class).forEach(zone -> zones.put(id(zone.id()), zone));
        saved.path("records").properties().forEach(zone -> JsonMemory
                .each(zone.getValue(), ResourceRecordSet::builder, ResourceRecordSet.class)
                .forEach(set -> records.put(zone.getKey(), set)));
        names.changed();
    }

    @Override
    public ChangeResourceRecordSetsResponse changeResourceRecordSets(ChangeResourceRecordSetsRequest request) {
        var zone = require(request.hostedZoneId());
        if (request.changeBatch() == null) {
            throw Route53Errors.invalid("A change batch is required");
        }
        records.change(id(request.hostedZoneId()), zone, request.changeBatch().changes());
        names.changed();
        var info = ChangeInfo.builder().id(CHANGE_PREFIX + "C" + site.ids().alphanumeric(20).toUpperCase(Locale.ROOT))
                .status(ChangeStatus.PENDING).submittedAt(site.timeline().now()).comment(request.changeBatch().comment()).build();
        changes.put(id(info.id()), info);
        return ChangeResourceRecordSetsResponse.builder().changeInfo(info).build();
    }

    @Override
    public GetChangeResponse getChange(GetChangeRequest request) {
        var change = changes.get(id(request.id())).orElseThrow(() -> Route53Errors.noSuchChange(request.id()));
        var spread = !site.timeline().now().isBefore(change.submittedAt().plus(SPREADS_IN));
        return GetChangeResponse.builder().changeInfo(spread ? change.toBuilder().status(ChangeStatus.INSYNC).build() : change).build();
    }

    @Override
    public ListResourceRecordSetsResponse listResourceRecordSets(ListResourceRecordSetsRequest request) {
        require(request.hostedZoneId());
        if (request.startRecordType() != null && request.startRecordName() == null) {
            throw Route53Errors.invalid("The input is not valid: a start type needs a start name");
        }
        var size = size(request.maxItems(), LARGEST_PAGE);
        var from = records.seen(id(request.hostedZoneId())).stream().filter(set -> !isBefore(set, request)).toList();
        var page = ListResourceRecordSetsResponse.builder().resourceRecordSets(from.stream().limit(size).toList())
                .maxItems(Integer.toString(size)).isTruncated(from.size() > size);
        if (from.size() > size) {
            var next = from.get(size);
            page.nextRecordName(next.name()).nextRecordType(next.type()).nextRecordIdentifier(next.setIdentifier());
        }
        return page.build();
    }

    /** Pages begin at a name and a type, not at a token. */
    private static boolean isBefore(ResourceRecordSet set, ListResourceRecordSetsRequest request) {
        if (request.startRecordName() == null) {
            return false;
        }
        var start = DomainName.canonical(request.startRecordName());
        var byName = DomainName.order(set.name()).compareTo(DomainName.order(start));
        if (byName != 0 || request.startRecordType() == null) {
            return byName < 0;
        }
        var byType = set.typeAsString().compareTo(request.startRecordTypeAsString());
        return byType < 0 || byType == 0 && request.startRecordIdentifier() != null
                && (set.setIdentifier() == null ? "" : set.setIdentifier()).compareTo(request.startRecordIdentifier()) < 0;
    }

    @Override
    public GetHostedZoneResponse getHostedZone(GetHostedZoneRequest request) {
        return GetHostedZoneResponse.builder().hostedZone(counted(require(request.id()))).build();
    }

    @Override
    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
        var size = size(request.maxItems(), LARGEST_ZONE_PAGE);
        var from = zones.readAll().stream().dropWhile(zone -> request.marker() != null && !id(zone.id()).equals(request.marker())).toList();
        var truncated = from.size() > size;
        return ListHostedZonesResponse.builder().hostedZones(from.stream().limit(size).map(this::counted).toList()).marker(request.marker())
                .maxItems(Integer.toString(size)).isTruncated(truncated).nextMarker(truncated ? id(from.get(size).id()) : null).build();
    }

    private HostedZone counted(HostedZone zone) {
        return zone.toBuilder().resourceRecordSetCount(records.of(id(zone.id())).count()).build();
    }

    private HostedZone require(String zoneId) {
        return Optional.ofNullable(zoneId).flatMap(id -> zones.get(id(id))).orElseThrow(() -> Route53Errors.noSuchZone(zoneId));
    }

    /** Ids come with and without their prefix. */
    private static String id(String id) { return id.substring(id.lastIndexOf('/') + 1); }

    /** More than the largest page is no mistake. */
    private static int size(String asked, int largest) {
        try {
            return asked == null ? largest : Math.min(largest, Math.max(1, Integer.parseInt(asked)));
        } catch (NumberFormatException e) {
            throw Route53Errors.invalid("'%s' is no number of items".formatted(asked));
        }
    }

    @Override
    public String serviceName() { return AwsService.ROUTE53.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
