package com.meddevo.aws.dnsrecord;

import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Change;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** An app with a public name has an alias of its load balancer, in an environment that has a zone. */
public final class DnsRecords implements ResourceKind<DnsRecord> {
    /** The kind's name. */
    public static final String KIND = "dns-record";

    /** The id of a record, by its whole name. */
    static ResourceId id(String app, String name) {
        return new ResourceId(KIND, app, name + "-A");
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<DnsRecord> type() { return DnsRecord.class; }

    @Override
    public List<DnsRecord> desired(Resolved resolved) {
        var holders = holders(resolved);
        return resolved.apps().stream().filter(app -> obstacle(app, resolved.environment(), holders).isEmpty())
                .flatMap(app -> record(app, resolved.environment()).stream()).toList();
    }

    private static Optional<DnsRecord> record(AppSpec app, Environment environment) {
        return name(app, environment).flatMap(name -> listener(app, environment).map(listener -> new DnsRecord(id(app.name(), name), name,
                listener.hostedZoneId().map(zone -> new DnsRecord.Alias(DomainNames.target(listener.dnsName()), zone, false)),
                ListenerRules.id(app))));
    }

    private static Optional<String> name(AppSpec app, Environment environment) {
        return app.dns().flatMap(dns -> environment.dns().map(zone -> DomainNames.plain(dns.name() + "." + zone.domain())));
    }

    private static Optional<Environment.Listener> listener(AppSpec app, Environment environment) {
        return app.route().flatMap(AppSpec.Route::listener).map(environment.listeners()::get);
    }

    @Override
    public List<Change.Blocked<DnsRecord>> withheld(Resolved resolved) {
        var holders = holders(resolved);
        return resolved.apps().stream().flatMap(app -> obstacle(app, resolved.environment(), holders)
                .map(obstacle -> blocked(app, obstacle, resolved)).stream()).toList();
    }

    private static Change.Blocked<DnsRecord> blocked(AppSpec app, Obstacle obstacle, Resolved resolved) {
        String name = name(app, resolved.environment()).orElse(app.dns().orElseThrow().name());
        var record = new DnsRecord(id(app.name(), name), name, Optional.empty(), ListenerRules.id(app));
        return new Change.Create<>(record).blockedBy(obstacle.by(), obstacle.because());
    }

    private record Obstacle(String by, String because) {
    }

    private static Optional<Obstacle> obstacle(AppSpec app, Environment environment, Map<String, String> holders) {
        if (app.dns().isEmpty()) return Optional.empty();
        if (environment.dns().isEmpty())
            return Optional.of(new Obstacle("environment", "environment " + environment.name()
                    + " has no zone for names: give it spec.dns, or take spec.dns out of the app"));
        var listener = listener(app, environment);
        if (listener.isEmpty()) return Optional.empty(); // the rule says that there is no such listener
        if (listener.get().hostedZoneId().isEmpty())
            return Optional.of(new Obstacle("environment",
                    "listener \"" + app.route().flatMap(AppSpec.Route::listener).orElseThrow() + "\" of environment "
                            + environment.name() + " does not say which zone its load balancer's name is in: give it a hostedZoneId"));
        String name = name(app, environment).orElseThrow();
        return Optional.of(holders.get(name)).filter(holder -> !holder.equals(app.name()))
                .map(holder -> new Obstacle("name", "app " + holder + " has the name " + name + ": choose another in spec.dns.name"));
    }

    /** The one app of each name: whoever has it keeps it, else the first by name has it. */
    private static Map<String, String> holders(Resolved resolved) {
        var holders = new HashMap<String, String>();
        resolved.apps().forEach(app -> name(app, resolved.environment()).ifPresent(name -> holders.merge(name, app.name(),
                BinaryOperator.minBy(Comparator.comparing((String one) -> resolved.snapshot().find(id(one, name)).isEmpty())
                        .thenComparing(Comparator.naturalOrder())))));
        return holders;
    }
}
