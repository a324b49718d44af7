package com.meddevo.aws.loggroup;

import com.meddevo.fleet.Environment;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Optional;

/** Every app has a log group, and keeps it when it leaves. */
public final class LogGroups implements ResourceKind<LogGroup> {
    /** The kind's name. */
    public static final String KIND = "log-group";

    /** The id of an app's log group. */
    public static ResourceId id(String app) { return new ResourceId(KIND, app, "main"); }

    /** The physical name of an app's log group. */
    public static String groupName(Environment environment, String app) {
        return prefix(environment) + app;
    }

    static String prefix(Environment environment) { return "/ecs/" + environment.name() + "/"; }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<LogGroup> type() { return LogGroup.class; }

    @Override
    public List<LogGroup> desired(Resolved resolved) {
        var environment = resolved.environment();
        return resolved.apps().stream().map(app -> new LogGroup(id(app.name()), groupName(environment, app.name()), app.logRetentionDays(),
                environment.logKmsKeyArn())).toList();
    }

    @Override
    public Optional<String> keep(LogGroup surplus, Resolved resolved) {
        return Optional.of("holds records: delete it by hand when nobody needs the logs");
    }
}
