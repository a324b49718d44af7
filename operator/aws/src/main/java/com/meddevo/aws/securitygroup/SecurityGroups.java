package com.meddevo.aws.securitygroup;

import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Change;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An app has a security group of its own if its spec says anything about access, or if another app lets it in by name. Its tasks carry the group
 * besides the environment's.
 */
public final class SecurityGroups implements ResourceKind<SecurityGroup> {
    /** The kind's name. */
    public static final String KIND = "security-group";
    /** What everybody can reach: the destination of the rule that every new group has. */
    public static final Egress EVERYTHING = new Egress("0.0.0.0/0", Egress.ALL, Optional.empty());
    /** ECS gives a task's network interface no more groups. */
    private static final int GROUPS_OF_A_TASK = 5;

    /** The id of an app's group. */
    public static ResourceId id(String app) { return new ResourceId(KIND, app, "main"); }

    /** The id of the group that an app has in this fleet; empty for one that needs none. */
    public static Optional<ResourceId> id(AppSpec app, Resolved resolved) {
        return app.access().said() || resolved.isLetIn(app.name()) || mayStillBeLetIn(app, resolved)
                ? Optional.of(id(app.name()))
                : Optional.empty();
    }

    /** Nobody can tell whom an app lets in that is held, so what was made for it stays. */
    private static boolean mayStillBeLetIn(AppSpec app, Resolved resolved) {
        return !resolved.everySpecIsFollowed() && resolved.snapshot().find(id(app.name())).isPresent();
    }

    /** The physical name of an app's group. */
    static String groupName(Environment environment, String app) {
        return "meddevo-" + environment.name() + "-" + app;
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<SecurityGroup> type() { return SecurityGroup.class; }

    @Override
    public List<SecurityGroup> desired(Resolved resolved) {
        return asked(resolved).stream().filter(group -> isRoom(resolved.environment()) || isThere(group, resolved)).toList();
    }

    private static boolean isThere(SecurityGroup group, Resolved resolved) { return resolved.snapshot().find(group.id()).isPresent(); }

    private static boolean isRoom(Environment environment) { return environment.network().securityGroupIds().size() < GROUPS_OF_A_TASK; }

    private static List<SecurityGroup> asked(Resolved resolved) {
        var environment = resolved.environment();
        return resolved.apps().stream().flatMap(app -> id(app, resolved).map(id -> new SecurityGroup(id,
                groupName(environment, app.name()), environment.network().vpcId(), everythingMayLeave(app), Set.of())).stream()).toList();
    }

    /** Whether an app may open connections to anywhere, because its spec says so or says nothing. */
    public static boolean everythingMayLeave(AppSpec app) {
        return app.access().egress().map(egress -> egress.contains(EVERYTHING)).orElse(true);
    }

    @Override
    public List<Change.Blocked<SecurityGroup>> withheld(Resolved resolved) {
        var environment = resolved.environment();
        if (isRoom(environment)) return List.of();
        String because = "a task can have " + GROUPS_OF_A_TASK + " security groups and environment " + environment.name() + " brings "
                + environment.network().securityGroupIds().size()
                + ", so none is left for the app's own: take one out of the environment's "
                + "spec.network.securityGroupIds, or spec.access out of the apps";
        return asked(resolved).stream().filter(group -> !isThere(group, resolved))
                .map(group -> new Change.Create<>(group).blockedBy("quota", because)).toList();
    }
}
