package com.meddevo.controller.web;

import com.meddevo.controller.drift.DriftHistory;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.EnvironmentView;
import com.meddevo.plan.Tier;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fleet as HTML. */
public final class Dashboard {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final FleetReader fleet;
    private final DriftHistory drift;
    private final Template page;
    private final Template body;

    public Dashboard(FleetReader fleet, DriftHistory drift, Mustache.Compiler mustache) {
        this.fleet = fleet;
        this.drift = drift;
        this.page = template("page", mustache);
        this.body = template("fleet", mustache);
    }

    private static Template template(String name, Mustache.Compiler mustache) {
        try (InputStream file = Dashboard.class.getResourceAsStream("/templates/" + name + ".mustache")) {
            return mustache.compile(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole page. */
    String page() { return page.execute(new Page(body())); }

    /** The part of the page that changes. */
    String body() {
        var apps = fleet.apps();
        var known = fleet.environments();
        var orphans = apps.stream().filter(app -> !known.contains(app.environment())).map(Row::of).toList();
        return body.execute(new Body(known.stream().map(name -> section(name, apps)).toList(), orphans, known.isEmpty() && apps.isEmpty()));
    }

    private Section section(String environment, List<FleetReader.App> apps) {
        var view = fleet.loop(environment).map(loop -> loop.environment());
        var rows = apps.stream().filter(app -> app.environment().equals(environment)).map(Row::of).toList();
        long ready = rows.stream().filter(row -> row.ready.isYes()).count();
        var history = drift.of(environment).stream().map(Drifted::of).toList();
        return new Section(environment, rows, rows.isEmpty(), ready + " of " + rows.size() + " ready",
                view.flatMap(EnvironmentView::lastSweep).map(TIME::format).orElse("not yet"), view.map(EnvironmentView::attempts).orElse(0),
                view.flatMap(EnvironmentView::blindSince).map(since -> new Blind(TIME.format(since),
                        view.get().unread().stream().map(one -> one.subject() + ": " + one.cause()).toList())).stream().toList(),
                history, history.isEmpty());
    }

    record Page(String body) {
    }

    record Body(List<Section> environments, List<Row> lost, boolean empty) {
        boolean hasLost() { return !lost.isEmpty(); }
    }

    /** @param blind one element while something cannot be read, else none */
    record Section(String name, List<Row> apps, boolean empty, String ready, String swept, int attempts, List<Blind> blind,
            List<Drifted> drift, boolean calm) {
    }

    record Blind(String since, List<String> causes) {
    }

    /**
     * A condition as a mark.
     *
     * @param tone good, bad or unknown
     */
    record Mark(String text, String tone, String message) {
        boolean isYes() { return text.equals("yes"); }

        static Mark of(FleetReader.Said said) {
            if (said == null) return new Mark("?", "unknown", "");
            return switch (said.status()) {
                case "True" -> new Mark("yes", "good", said.message());
                case "False" -> new Mark(said.reason(), "bad", said.message());
                default -> new Mark("?", "unknown", said.message());
            };
        }
    }

    record Note(String title, String text) {
    }

    record Row(String id, String namespace, String name, Mark ready, Mark inSync, String image, String tasks, boolean rolling, int drift,
            String gravest, List<Note> notes, String plan, String log) {
        static Row of(FleetReader.App app) {
            var conditions = app.conditions();
            var notes = new ArrayList<Note>();
            note(notes, conditions.get("Accepted"), "Not accepted", "False");
            note(notes, conditions.get("Degraded"), "Degraded", "True");
            note(notes, conditions.get("Drifted"), "Drifted", "True");
            note(notes, conditions.get("Progressing"), "In progress", "True");
            app.notes().forEach(note -> notes.add(new Note("To know", note)));
            return new Row(app.namespace() + "-" + app.name(), app.namespace(), app.name(), Mark.of(conditions.get("Ready")),
                    Mark.of(conditions.get("InSync")), app.image(), app.tasks(), app.rollout().equals("IN_PROGRESS"), app.drift(),
                    app.gravest().toLowerCase(Locale.ROOT), notes,
                    String.join("\n", app.plan()), String.join("\n", app.log()));
        }

        private static void note(List<Note> notes, FleetReader.Said said, String title, String worth) {
            if (said != null && said.status().equals(worth)) notes.add(new Note(title + " (" + said.reason() + ")", said.message()));
        }

        boolean hasDrift() { return drift > 0; }

        boolean hasNotes() { return !notes.isEmpty() || hasPlan() || hasLog(); }

        boolean hasPlan() { return !plan.isEmpty(); }

        boolean hasLog() { return !log.isEmpty(); }
    }

    /**
     * @param tone how its tier is shown: bad for security, unknown for the others
     * @param declared whether it is made good; otherwise it is only told
     */
    record Drifted(String at, String since, String app, String resource, String field, String observed, String desired, String tier,
            String tone, String because, boolean declared, String healed) {
        static Drifted of(DriftHistory.Entry entry) {
            Drift drift = entry.drift();
            Instant since = drift.since();
            return new Drifted(since.toString(), TIME.format(since), entry.app().name(),
                    drift.resource().kind() + "/" + drift.resource().name(),
                    drift.field().equals(Drift.WHOLE) ? "the whole resource" : drift.field(), drift.observed(), drift.desired(),
                    drift.tier().text(), drift.tier() == Tier.SECURITY ? "bad" : "unknown", drift.because(), drift.declared(),
                    entry.healed().map(TIME::format).orElse(""));
        }

        boolean isHealed() { return !healed.isEmpty(); }
    }
}
