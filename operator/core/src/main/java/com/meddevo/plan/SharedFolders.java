package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.FileArea;
import com.meddevo.plan.Plan.Note;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders that several apps mount as different users. EFS does as the access point says: each app writes its files as its own user, and creates the folder as
 * its own if it comes first, so that the others may find what they cannot read or change. Told to each of them, and left to them: it may be meant so.
 */
final class SharedFolders {
    private SharedFolders() {}

    private record Mount(String app, FileArea area) {
        String user() { return "uid " + area.owner().uid() + ", gid " + area.owner().gid(); }
    }

    static Stream<Note> notes(Collection<AppSpec> apps) {
        var byPath = apps.stream().flatMap(app -> app.task().files().stream().map(area -> new Mount(app.name(), area)))
                .collect(Collectors.groupingBy(mount -> mount.area.path(), TreeMap::new, Collectors.toList()));
        return byPath.values().stream().filter(mounts -> mounts.stream().map(Mount::user).distinct().count() > 1)
                .flatMap(SharedFolders::notes).distinct();
    }

    private static Stream<Note> notes(List<Mount> mounts) {
        return mounts.stream().map(mount -> {
            var others = mounts.stream().filter(other -> !other.app.equals(mount.app) && !other.user().equals(mount.user()))
                    .map(other -> "app " + other.app + " as " + other.user()).collect(Collectors.toCollection(TreeSet::new));
            return others.isEmpty()
                    ? null
                    : new Note(mount.app, "files", "it mounts " + mount.area.path() + " as " + mount.user() + ", and "
                            + String.join(" and ", others) + ": what one writes the other may not read or change. Give them the same uid"
                            + " and gid in spec.task.files, or paths of their own");
        }).filter(Objects::nonNull);
    }
}
