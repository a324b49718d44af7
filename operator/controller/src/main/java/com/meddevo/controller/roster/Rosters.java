package com.meddevo.controller.roster;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.meddevo.api.parse.AppParser;
import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.parse.FieldError;
import com.meddevo.api.parse.ParsedApp;
import com.meddevo.api.parse.ParsedEnvironment;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.controller.loop.Roster;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes rosters and admissions from a listing. An app counts in the environment that it names if that one exists, can be used and allows the app's
 * namespace; otherwise it is in no fleet, and so claims no name. Thread-safe; what was parsed is kept until the resource changes.
 */
public final class Rosters {
    private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
    private static final int MOST_ERRORS = 5;

    private final Listing listing;
    private final InstantSource clock;
    private final Map<String, ParsedOnce<Version, ParsedEnvironment>> environments = new ConcurrentHashMap<>();
    private final Map<AppKey, ParsedOnce<AppVersion, ParsedApp>> apps = new ConcurrentHashMap<>();

    private record ParsedOnce<V, P>(V version, P parsed) {
    }

    private record Version(String uid, Long generation) {
    }

    private record AppVersion(String uid, Long generation, String deletion, String retry, Terms terms) {
    }

    public Rosters(Listing listing, InstantSource clock) {
        this.listing = listing;
        this.clock = clock;
    }

    /** The environment's roster; empty while not everything is listed, and when the environment is absent or cannot be used. */
    public Optional<Roster> of(String environment) {
        if (!listing.isComplete()) return Optional.empty();
        return listing.environment(environment).flatMap(resource -> terms(resource).terms()).map(this::roster);
    }

    /** What an environment's resource says. */
    public ParsedEnvironment terms(MeddevoEnvironment resource) {
        var version = new Version(resource.getMetadata().getUid(), resource.getMetadata().getGeneration());
        return environments.compute(resource.getMetadata().getName(),
                (name, known) -> known != null && known.version.equals(version)
                        ? known
                        : new ParsedOnce<>(version, EnvironmentParser.parse(resource))).parsed;
    }

    private ParsedApp parse(MeddevoApp app, Terms terms) {
        var metadata = app.getMetadata();
        if (app.getSpec() != null && app.getSpec().getSuspend() != null) return read(app, terms);
        var version = new AppVersion(metadata.getUid(), metadata.getGeneration(), metadata.getDeletionTimestamp(),
                retry(app), terms);
        return apps.compute(key(app), (key, known) -> known != null && known.version.equals(version)
                ? known
                : new ParsedOnce<>(version, read(app, terms))).parsed;
    }

    /** What a spec says that nobody applied; nothing of it is kept. */
    public ParsedApp parseOnce(MeddevoApp app, Terms terms) {
        return read(app, terms);
    }

    /** A mistake of this program that one spec brings up must not keep all others from being read. */
    private ParsedApp read(MeddevoApp app, Terms terms) {
        try {
            return AppParser.parse(app, terms, clock.instant());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("app", key(app)).log("reading a spec broke off");
            var error = new FieldError("spec", "the operator broke off reading it (" + e + "), so nothing of the app is changed."
                    + " That is a mistake of the operator: report it, with the stack from its log");
            return new ParsedApp(new Member.Held(key(app), error.toString()), List.of(error));
        }
    }

    /** Whether the app may be driven. */
    public Admission admission(MeddevoApp app) {
        String name = environmentOf(app);
        Optional<MeddevoEnvironment> environment = listing.environment(name);
        if (environment.isEmpty()) {
            return new Admission.Refused("EnvironmentNotFound", "spec.environment: there is no MeddevoEnvironment \"" + name
                    + "\"; there are: " + names(), true);
        }
        ParsedEnvironment parsed = terms(environment.get());
        if (parsed.terms().isEmpty()) {
            return new Admission.Refused("EnvironmentUnusable",
                    "the MeddevoEnvironment \"" + name + "\" cannot be used: " + sentences(parsed.errors()), false);
        }
        Terms terms = parsed.terms().get();
        if (!allows(terms, app)) {
            return new Admission.Refused("NamespaceNotAllowed", "apps of namespace " + app.getMetadata().getNamespace()
                    + " may not run in environment " + name + "; allowed are: " + String.join(", ", terms.environment().namespaces()),
                    true);
        }
        List<FieldError> errors = parse(app, terms).errors();
        if (!errors.isEmpty()) return new Admission.Refused("SpecInvalid", sentences(errors), false);
        return holder(app, terms).<Admission>map(holder -> new Admission.Refused("NameTaken",
                holder + " is older and has the name; rename one of them", false)).orElseGet(Admission.Accepted::new);
    }

    /** Who has the app's name, if another one does. */
    private Optional<AppKey> holder(MeddevoApp app, Terms terms) {
        long namesakes = listing.apps().stream().filter(other -> other.getMetadata().getName().equals(app.getMetadata().getName())
                && environmentOf(other).equals(environmentOf(app))).count();
        if (namesakes < 2) return Optional.empty();
        return roster(terms).fleet().named(app.getMetadata().getName()).stream().filter(member -> member.key().equals(key(app)))
                .filter(Member.NameTaken.class::isInstance).map(member -> ((Member.NameTaken) member).holder()).findFirst();
    }

    private Roster roster(Terms terms) {
        var members = listing.apps().stream()
                .filter(app -> environmentOf(app).equals(terms.environment().name()) && allows(terms, app))
                .sorted(comparing((MeddevoApp app) -> app.getMetadata().getCreationTimestamp()).thenComparing(Rosters::key))
                .map(app -> parse(app, terms).member()).toList();
        return new Roster(Fleet.oldestFirst(terms.environment(), members), this::remembered);
    }

    private Roster.Remembered remembered(AppKey key) {
        return listing.apps().stream().filter(app -> key(app).equals(key)).findFirst().map(Remembering::of)
                .orElse(Roster.Remembered.NOTHING);
    }

    private static boolean allows(Terms terms, MeddevoApp app) {
        return terms.environment().namespaces().contains(app.getMetadata().getNamespace());
    }

    private String names() {
        String names = listing.environments().stream().map(environment -> environment.getMetadata().getName()).sorted()
                .collect(joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static String sentences(List<FieldError> errors) {
        String first = errors.stream().limit(MOST_ERRORS).map(FieldError::toString).collect(joining("; "));
        return errors.size() > MOST_ERRORS ? first + "; and " + (errors.size() - MOST_ERRORS) + " more" : first;
    }

    /** The environment that an app names; empty text for a spec that names none. */
    public static String environmentOf(MeddevoApp app) {
        return app.getSpec() == null || app.getSpec().getEnvironment() == null ? "" : app.getSpec().getEnvironment();
    }

    /** What the app's retry annotation says; empty text for none. */
    public static String retry(MeddevoApp app) {
        var annotations = app.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(AppParser.RETRY, "");
    }

    public static AppKey key(MeddevoApp app) { return new AppKey(app.getMetadata().getNamespace(), app.getMetadata().getName()); }
}
