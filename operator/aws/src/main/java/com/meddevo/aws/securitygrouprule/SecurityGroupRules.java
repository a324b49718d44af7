package com.meddevo.aws.securitygrouprule;

import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.securitygrouprule.SecurityGroupRule.Traffic;
import com.meddevo.aws.tags.ContentHash;
import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Change;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may call whom. The rule between two apps belongs to the caller and refers to both groups, so apps may call each other in a circle, and a caller
 * that leaves takes its rules along. The load balancer's rule belongs to the app that it calls.
 */
public final class SecurityGroupRules implements ResourceKind<SecurityGroupRule> {
    /** The kind's name. */
    public static final String KIND = "security-group-rule";
    private static final int HASH_LENGTH = 8;
    private static final int ANY_PORT = -1;
    private static final int LAST_PORT = 65_535;
    private static final int NFS = 2049;

    /** The id of the rule that lets the load balancer in; empty where the app has no group, no route, or the listener's group is not known. */
    public static Optional<ResourceId> ofLoadBalancer(AppSpec app, Resolved resolved) {
        return ofLoadBalancer(app, resolved.environment()).map(SecurityGroupRule::id);
    }

    private static Optional<SecurityGroupRule> ofLoadBalancer(AppSpec app, Environment environment) {
        if (app.access().from().isEmpty()) return Optional.empty();
        return app.port().flatMap(port -> app.route().flatMap(AppSpec.Route::listener).flatMap(name -> Optional
                .ofNullable(environment.listeners().get(name)).flatMap(Environment.Listener::securityGroupId)
                .map(group -> new SecurityGroupRule(id(app.name(), "listener-" + name + "-" + port), SecurityGroups.id(app.name()),
                        false, Optional.empty(), Optional.of(group), Traffic.tcp(port)))));
    }

    private static ResourceId id(String app, String name) { return new ResourceId(KIND, app, name); }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<SecurityGroupRule> type() { return SecurityGroupRule.class; }

    @Override
    public List<SecurityGroupRule> desired(Resolved resolved) {
        return resolved.apps().stream().flatMap(app -> Stream.of(ofLoadBalancer(app, resolved.environment()).stream(),
                fromCallers(app, resolved), outOf(app), toFiles(app, resolved.environment())).flatMap(rules -> rules)).toList();
    }

    /** For each caller that is there, the rule that lets it in, and where its own spec says whither it may go, the one that lets it out. */
    private static Stream<SecurityGroupRule> fromCallers(AppSpec callee, Resolved resolved) {
        return callers(callee).stream().flatMap(name -> resolved.wanted(name).stream()).flatMap(caller -> {
            int port = callee.port().orElseThrow();
            var there = SecurityGroups.id(callee.name());
            var here = SecurityGroups.id(caller.name());
            String what = callee.name() + "-" + port;
            var in = new SecurityGroupRule(id(caller.name(), "to-" + what), there, false, Optional.of(here), Optional.empty(),
                    Traffic.tcp(port));
            var out = new SecurityGroupRule(id(caller.name(), "out-to-" + what), here, true, Optional.of(there), Optional.empty(),
                    Traffic.tcp(port));
            return SecurityGroups.everythingMayLeave(caller) ? Stream.of(in) : Stream.of(in, out);
        });
    }

    private static Set<String> callers(AppSpec callee) {
        return callee.port().isPresent() ? callee.access().from().orElse(Set.of()) : Set.of();
    }

    /** The ways out that the spec names, but for the one that every new group has. */
    private static Stream<SecurityGroupRule> outOf(AppSpec app) {
        return app.access().egress().orElse(Set.of()).stream().filter(egress -> !egress.equals(SecurityGroups.EVERYTHING))
                .map(SecurityGroupRules::canonical).distinct()
                .map(egress -> new SecurityGroupRule(id(app.name(), "egress-" + ContentHash.of(egress, HASH_LENGTH)),
                        SecurityGroups.id(app.name()), true, Optional.empty(), Optional.of(egress.destination()),
                        traffic(egress)));
    }

    /** Where the spec says whither the app may go, its way to the file system that it uses; the mount targets' own group is not ours. */
    private static Stream<SecurityGroupRule> toFiles(AppSpec app, Environment environment) {
        return app.task().files().isEmpty() || SecurityGroups.everythingMayLeave(app)
                ? Stream.of()
                : environment.files().flatMap(Environment.Files::securityGroupId).stream()
                        .filter(group -> !app.access().egress().orElse(Set.of()).contains(new Egress(group, "tcp", Optional.of(NFS))))
                        .map(group -> new SecurityGroupRule(id(app.name(), "out-to-files"), SecurityGroups.id(app.name()), true,
                                Optional.empty(), Optional.of(group), Traffic.tcp(NFS)));
    }

    /** All ports are a range where a protocol has ports, and -1 where it has none. */
    private static Traffic traffic(Egress egress) {
        boolean all = egress.protocol().equals(Egress.ALL);
        return new Traffic(egress.protocol(), egress.port().orElse(all ? ANY_PORT : 0), egress.port().orElse(all ? ANY_PORT : LAST_PORT));
    }

    /** As EC2 keeps it, so that two ways of writing one thing are one rule. */
    private static Egress canonical(Egress egress) {
        return new Egress(Peers.canonical(egress.destination()), egress.protocol(), egress.port());
    }

    /** The rules of an app whose spec nobody can read now stay as they are. */
    @Override
    public Optional<String> keep(SecurityGroupRule surplus, Resolved resolved) {
        String owner = surplus.group().app();
        if (owner.equals(surplus.id().app())) return surplus.peer().map(ResourceId::app).flatMap(callee -> untouched(callee, resolved));
        return untouched(owner, resolved);
    }

    private static Optional<String> untouched(String app, Resolved resolved) {
        var members = resolved.named(app);
        if (members.isEmpty()) return Optional.of("lets the app through to " + app + ", which nobody knows any more");
        boolean touched = members.stream().anyMatch(member -> member instanceof Member.Wanted
                || member instanceof Member.Leaving leaving && leaving.deletion() == Member.Deletion.DELETE);
        return touched ? Optional.empty() : Optional.of("lets the app through to " + app + ", whose spec is not followed now");
    }

    /** A caller that is not there cannot be let in; the app that it would call says so. */
    @Override
    public List<Change.Blocked<SecurityGroupRule>> withheld(Resolved resolved) {
        var withheld = new ArrayList<Change.Blocked<SecurityGroupRule>>();
        for (AppSpec callee : resolved.apps()) {
            for (String caller : callers(callee)) {
                if (!resolved.wanted(caller).isEmpty()) continue;
                var rule = new SecurityGroupRule(id(callee.name(), "from-" + caller), SecurityGroups.id(callee.name()), false,
                        Optional.of(SecurityGroups.id(caller)), Optional.empty(), Traffic.tcp(callee.port().orElseThrow()));
                withheld.add(new Change.Create<>(rule).blockedBy("dependency", because(caller, resolved)));
            }
        }
        return withheld;
    }

    private static String because(String caller, Resolved resolved) {
        return resolved.named(caller).isEmpty()
                ? "spec.access.from names " + caller + ", and environment " + resolved.environment().name()
                        + " has no such app: it is let in as soon as it is there"
                : "spec.access.from names " + caller + ", which is held or is leaving: it is let in as soon as its spec is followed again";
    }
}
