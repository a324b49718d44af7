package com.meddevo.aws.adopt;

import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.CanonicalJson;
import com.meddevo.plan.Change;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service that runs, as an app.
 *
 * @param app what a spec of ours would say
 * @param resources the ARNs of what can become ours, by the ids that they get
 * @param unsaid what no spec can say, a sentence each
 * @param running the revision that runs
 */
public record Found(AppSpec app, Map<ResourceId, String> resources, List<String> unsaid, TaskDefinition running) {
    public Found {
        resources = Map.copyOf(resources);
        unsaid = List.copyOf(unsaid);
    }

    /**
     * What a plan would change of the service as it runs, a line each; empty when nothing.
     *
     * @param plan made after the resources became ours
     */
    public List<String> differences(Plan plan) {
        var slice = plan.forApp(app.name());
        return Stream.concat(slice.changes().stream().flatMap(this::lines),
                slice.notRead().stream().map(missing -> "not read, so not known: " + missing.what())).toList();
    }

    private Stream<String> lines(Change<?> change) {
        return switch (change) {
            case Change.Create<?> create when create.desired() instanceof TaskDefinition desired -> replaced(desired);
            case Change.Create<?> create -> Stream.of("create " + create.id());
            case Change.Update<?> update -> update.fields().stream().map(field -> line(update.id().toString(), field));
            case Change.Delete<?> delete -> Stream.of("delete " + delete.id() + ": " + delete.because());
            case Change.Blocked<?> blocked -> Stream.of("blocked " + blocked.id() + ": " + blocked.because());
        };
    }

    /** A revision cannot change, so what differs is told beside the one that runs. */
    private Stream<String> replaced(TaskDefinition desired) {
        return Change.between(Optional.of(running), desired).stream().filter(Change.Update.class::isInstance)
                .flatMap(update -> ((Change.Update<?>) update).fields().stream()).filter(field -> !field.path().equals("id"))
                .map(field -> line("the task definition's", field) + " (a rolling deployment)");
    }

    private static String line(String of, FieldChange field) {
        return of + " " + field.path() + ": " + CanonicalJson.of(field.observed()) + " -> " + CanonicalJson.of(field.desired());
    }
}
