package com.meddevo.aws.accesspoint;

import com.meddevo.aws.tags.ContentHash;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.plan.Change;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * One access point per app and file area, also where apps share a folder, so that each can be told what it may do there. What lies in a folder outlives
 * every access point to it.
 */
public final class AccessPoints implements ResourceKind<AccessPoint> {
    /** The kind's name. */
    public static final String KIND = "access-point";
    private static final int HASH_LENGTH = 8;

    /** The id of an app's access point to an area. */
    public static ResourceId id(String app, FileArea area, Environment environment) {
        return new ResourceId(KIND, app, area.name() + "-"
                + ContentHash.of(List.of(fileSystem(environment), area.path(), area.owner()), HASH_LENGTH));
    }

    private static String fileSystem(Environment environment) {
        return environment.files().map(Environment.Files::fileSystemId).orElse("");
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<AccessPoint> type() { return AccessPoint.class; }

    @Override
    public List<AccessPoint> desired(Resolved resolved) {
        return resolved.environment().files().isEmpty() ? List.of() : asked(resolved).toList();
    }

    /** Without a file system there is nothing to point at; the parser holds such an app already. */
    @Override
    public List<Change.Blocked<AccessPoint>> withheld(Resolved resolved) {
        return resolved.environment().files().isPresent()
                ? List.of()
                : asked(resolved).map(point -> new Change.Create<>(point).blockedBy("files", "environment " + resolved.environment().name()
                        + " has no file system: add spec.files to it, or take spec.task.files out of the app")).toList();
    }

    private static Stream<AccessPoint> asked(Resolved resolved) {
        var environment = resolved.environment();
        return resolved.apps().stream().flatMap(app -> app.task().files().stream()
                .map(area -> new AccessPoint(id(app.name(), area, environment), fileSystem(environment), area.path(), area.owner())));
    }
}
