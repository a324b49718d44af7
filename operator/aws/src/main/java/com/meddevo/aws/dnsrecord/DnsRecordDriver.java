package com.meddevo.aws.dnsrecord;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Aliases of load balancers in the environment's Route 53 zone, each with the record that says whose it is. */
public final class DnsRecordDriver implements ResourceDriver<DnsRecord> {
    private static final String PAGE = "300";
    private static final String FEW = "10";
    private static final Duration SOON = Duration.ofSeconds(2);
    /** Types that say where a name leads; whoever has one of them has the name. */
    private static final Set<RRType> LEADING = Set.of(RRType.A, RRType.AAAA, RRType.CNAME);

    private final Route53Client route53;
    private final Environment environment;
    private final OwnerRecord owners;
    private final Clock clock;
    /** Route 53 refuses a batch while it is at another one of the same zone. */
    private final ReentrantLock oneBatchAtATime = new ReentrantLock();

    public DnsRecordDriver(Route53Client route53, Environment environment, Clock clock) {
        this.route53 = route53;
        this.environment = environment;
        this.owners = new OwnerRecord(environment.name());
        this.clock = clock;
    }

    @Override
    public Class<DnsRecord> type() { return DnsRecord.class; }

    @Override
    public Set<String> actions() { return Set.of("route53:ListResourceRecordSets", "route53:ChangeResourceRecordSets"); }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        environment.dns().ifPresent(zone -> {
            var apps = new HashMap<String, String>();
            var records = new HashMap<String, ResourceRecordSet>();
            route53.listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone.hostedZoneId()).maxItems(PAGE))
                    .resourceRecordSets()
                    .forEach(set -> {
                        OwnerRecord.subject(set).ifPresent(name -> owners.app(set).ifPresent(app -> apps.put(name, app)));
                        if (set.type() == RRType.A) records.put(DomainNames.plain(set.name()), set);
                    });
            apps.forEach((name, app) -> {
                if (!scope.includes(app) || !records.containsKey(name)) return;
                var state = state(app, name, records.get(name));
                states.add(state);
                arns.put(state.id(), name);
            });
        });
        return new Observation(List.of(new Reading(DnsRecords.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns, Facts.NONE);
    }

    private DnsRecord state(String app, String name, ResourceRecordSet set) {
        var alias = Optional.ofNullable(set.aliasTarget()).map(target -> new DnsRecord.Alias(DomainNames.target(target.dnsName()),
                target.hostedZoneId(), Boolean.TRUE.equals(target.evaluateTargetHealth())));
        var listener = alias.flatMap(to -> environment.listeners().entrySet().stream()
                .filter(one -> DomainNames.target(one.getValue().dnsName()).equals(to.dnsName())).map(Map.Entry::getKey).sorted()
                .findFirst());
        return new DnsRecord(DnsRecords.id(app, name), name, alias, listener.map(one -> new ResourceId(ListenerRules.KIND, app, one)));
    }

    @Override
    public Outcome apply(Change<DnsRecord> change, Arns arns) {
        return switch (change) {
            case Change.Create<DnsRecord> create -> write(create.desired(), arns);
            case Change.Update<DnsRecord> update -> write(update.desired(), arns);
            case Change.Delete<DnsRecord> delete -> delete(delete.observed(), arns);
            case Change.Blocked<DnsRecord> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    /**
     * What stands under a name now.
     *
     * @param leading the records that say where it leads
     * @param owner whose it is
     */
    private record Standing(List<ResourceRecordSet> leading, Optional<ResourceRecordSet> owner) {
        boolean isFree() { return leading.isEmpty() && owner.isEmpty(); }
    }

    private Standing standing(String name) {
        return new Standing(named(name).stream().filter(set -> LEADING.contains(set.type())).toList(),
                named(OwnerRecord.nameOf(name)).stream().filter(set -> set.type() == RRType.TXT).findFirst());
    }

    private List<ResourceRecordSet> named(String name) {
        return route53.listResourceRecordSets(request -> request.hostedZoneId(zoneId()).startRecordName(name).maxItems(FEW))
                .resourceRecordSets().stream().filter(set -> DomainNames.plain(set.name()).equals(name)).toList();
    }

    private String zoneId() { return environment.dns().orElseThrow().hostedZoneId(); }

    private boolean isOurs(Standing standing, DnsRecord record) {
        return standing.owner().flatMap(owners::app).filter(record.id().app()::equals).isPresent();
    }

    /** Both records or none: a create that somebody else was faster with fails as a whole. */
    private Outcome write(DnsRecord desired, Arns arns) {
        var standing = standing(desired.name());
        if (!standing.isFree() && !isOurs(standing, desired)) return notOurs(desired);
        var alias = desired.alias().orElseThrow();
        var set = ResourceRecordSet.builder().name(desired.name()).type(RRType.A).aliasTarget(target -> target.dnsName(alias.dnsName())
                .hostedZoneId(alias.hostedZoneId()).evaluateTargetHealth(alias.evaluateTargetHealth())).build();
        var action = standing.isFree() ? ChangeAction.CREATE : ChangeAction.UPSERT;
        return change(desired.id(), List.of(change(action, set), change(action, owners.of(desired.id().app(), desired.name()))),
                () -> arns.learn(desired.id(), desired.name()));
    }

    /** A delete names what is there, to the letter; a name of another type that came beside it is not ours. */
    private Outcome delete(DnsRecord observed, Arns arns) {
        var standing = standing(observed.name());
        if (!standing.isFree() && !isOurs(standing, observed)) return notOurs(observed);
        var changes = new ArrayList<software.amazon.awssdk.services.route53.model.Change>();
        standing.leading().stream().filter(set -> set.type() == RRType.A).forEach(set -> changes.add(change(ChangeAction.DELETE, set)));
        standing.owner().ifPresent(set -> changes.add(change(ChangeAction.DELETE, set)));
        if (!changes.isEmpty()) return change(observed.id(), changes, () -> arns.forget(observed.id()));
        arns.forget(observed.id());
        return new Outcome.Done();
    }

    private Outcome notOurs(DnsRecord record) {
        return new Outcome.Failed("NotOurs", record.id() + ": the name " + record.name() + " is taken in zone " + zoneId()
                + ", and no TXT record " + OwnerRecord.nameOf(record.name())
                + " says that it is this app's, so it is left alone: delete it, or"
                + " adopt it by putting " + owners.value(record.id().app()) + " there", false);
    }

    private static software.amazon.awssdk.services.route53.model.Change change(ChangeAction action, ResourceRecordSet set) {
        return software.amazon.awssdk.services.route53.model.Change.builder().action(action).resourceRecordSet(set).build();
    }

    private Outcome change(ResourceId id, List<software.amazon.awssdk.services.route53.model.Change> changes, Runnable done) {
        oneBatchAtATime.lock();
        try {
            route53.changeResourceRecordSets(request -> request.hostedZoneId(zoneId())
                    .changeBatch(batch -> batch.comment(id + " of environment " + environment.name()).changes(changes)));
        } catch (Route53Exception e) {
            if (!AwsErrors.recordsMoved(e)) throw e;
            return new Outcome.Waiting(id + ", whose records somebody changed meanwhile", SOON);
        } finally {
            oneBatchAtATime.unlock();
        }
        done.run();
        return new Outcome.Done();
    }
}
