package com.meddevo.api.parse;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppSpec;
import com.meddevo.api.v1alpha1.meddevoappspec.Route;
import com.meddevo.api.v1alpha1.meddevoappspec.Scale;
import com.meddevo.api.v1alpha1.meddevoappspec.scale.Schedules;
import com.meddevo.fleet.AppSpec.HealthCheck;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What can only be told from an app and its environment together: names that must exist, guardrails, and defaults that must fit. */
final class TermsCheck {
    /** @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Quotas</a> */
    private static final int MOST_WILDCARDS = 6;

    private final Terms terms;
    private final List<FieldError> errors = new ArrayList<>();

    private TermsCheck(Terms terms) { this.terms = terms; }

    /** @param app has passed its schema and rules, with defaults filled in */
    static List<FieldError> check(MeddevoApp app, Terms terms) {
        TermsCheck check = new TermsCheck(terms);
        check.belongs(app);
        check.guardrails(app.getSpec());
        check.roles(app.getSpec());
        if (app.getSpec().getDependsOn() != null && app.getSpec().getDependsOn().contains(app.getMetadata().getName()))
            check.error("spec.dependsOn", "an app cannot wait for itself: take " + app.getMetadata().getName() + " out of the list");
        if (app.getSpec().getRoute() != null)
            check.route(app.getSpec().getRoute());
        if (!app.getSpec().getDeployment().getStrategy().equals("Rolling") && terms.environment().roles().infrastructure().isEmpty())
            check.error("spec.deployment.strategy", "needs a role with which ECS moves the load balancer's traffic, but the environment "
                    + terms.environment().name() + " names none in roles.infrastructure; name one there, or deploy Rolling");
        if (app.getSpec().getDiscovery() != null && terms.environment().discovery().isEmpty())
            check.error("spec.discovery",
                    "the environment " + terms.environment().name() + " has no discovery namespace; leave it out, or add "
                            + "spec.discovery to the environment");
        if (app.getSpec().getDatadog().getEnabled() && terms.environment().datadog().isEmpty())
            check.error("spec.datadog", "the environment " + terms.environment().name()
                    + " does not say where Datadog is; leave it out, or add spec.datadog to the environment");
        SidecarCheck.check(app).forEach(check.errors::add);
        if (app.getSpec().getTask().getFiles() != null && terms.environment().files().isEmpty())
            check.error("spec.task.files", "the environment " + terms.environment().name()
                    + " has no file system; leave files out, or add spec.files to the environment");
        return check.errors;
    }

    private void error(String path, String message) { errors.add(new FieldError(path, message)); }

    private void belongs(MeddevoApp app) {
        String environment = terms.environment().name();
        if (!app.getSpec().getEnvironment().equals(environment))
            error("spec.environment", "is " + app.getSpec().getEnvironment() + ", but was planned with " + environment);
        String namespace = app.getMetadata().getNamespace(); // a file may leave it to whoever applies it
        if (namespace != null && !terms.allows(namespace))
            error("metadata.namespace", "apps of " + namespace + " may not run in the environment " + environment
                    + "; allowed are: " + AppParser.listed(terms.environment().namespaces()));
    }

    private void guardrails(MeddevoAppSpec spec) {
        Terms.Guardrails guardrails = terms.guardrails();
        atMost("spec.task.cpu", spec.getTask().getCpu(), guardrails.maxCpu());
        atMost("spec.task.memory", spec.getTask().getMemory(), guardrails.maxMemory());
        scale(spec.getScale(), guardrails.maxReplicas());
        if (guardrails.requireReadOnlyRoot() && !Boolean.TRUE.equals(spec.getTask().getReadOnlyRootFileSystem()))
            error("spec.task.readOnlyRootFileSystem",
                    "the environment's guardrails ask every app for a read-only root file system; set it to"
                            + " true, /tmp stays writable");
        if (!guardrails.requireHealthCheck() || spec.getTask().getHealthCheck() != null)
            return;
        Route route = spec.getRoute();
        if (route == null)
            error("spec.task.healthCheck",
                    "the environment's guardrails ask every app to say how it is checked, and with no route that is here");
        else if (route.getHealthCheck() == null || route.getHealthCheck().getPath() == null)
            error("spec.route.healthCheck.path", "the environment's guardrails ask every app to say how it is checked");
    }

    private void scale(Scale scale, int most) {
        if (scale.getReplicas() != null) atMost("spec.scale.replicas", scale.getReplicas(), most);
        if (scale.getMax() != null) atMost("spec.scale.max", scale.getMax(), most);
        List<Schedules> schedules = Objects.requireNonNullElse(scale.getSchedules(), List.of());
        for (int i = 0; i < schedules.size(); i++) {
            String path = "spec.scale.schedules[" + i + "]";
            if (schedules.get(i).getMin() != null) atMost(path + ".min", schedules.get(i).getMin(), most);
            if (schedules.get(i).getMax() != null) atMost(path + ".max", schedules.get(i).getMax(), most);
            if (!ZoneId.getAvailableZoneIds().contains(schedules.get(i).getTimezone()))
                error(path + ".timezone", schedules.get(i).getTimezone() + " is no time zone of the IANA database, e.g. Europe/Berlin");
        }
    }

    private void atMost(String path, int value, int most) {
        if (value > most)
            error(path, value + " is more than the environment's guardrails allow, which is " + most);
    }

    private void roles(MeddevoAppSpec spec) {
        if (spec.getTask().getExecutionRole() == null && terms.environment().roles().execution().isEmpty())
            error("spec.task.executionRole",
                    "is needed, since the environment " + terms.environment().name() + " names none in roles.execution; "
                            + "without it ECS can neither pull the image nor write logs");
    }

    private void route(Route route) {
        if (route.getListener() == null && terms.environment().listeners().isEmpty())
            error("spec.route", "the environment " + terms.environment().name()
                    + " has no listeners; leave the route out, or add spec.listeners to the environment");
        if (route.getListener() != null && !terms.environment().listeners().containsKey(route.getListener()))
            error("spec.route.listener", "the environment " + terms.environment().name() + " has no listener " + route.getListener()
                    + "; its listeners are: " + AppParser.listed(terms.listenerNames()));
        long wildcards = Stream.of(route.getHosts(), route.getPaths()).filter(Objects::nonNull).flatMap(List::stream)
                .flatMapToInt(String::chars).filter(c -> c == '*' || c == '?').count();
        if (wildcards > MOST_WILDCARDS)
            error("spec.route",
                    "hosts and paths have " + wildcards + " wildcards together; a load balancer's rule takes at most " + MOST_WILDCARDS);
        HealthCheck check = AppParser.healthCheck(route, terms.defaults().healthCheck());
        if (check.timeout().compareTo(check.interval()) >= 0)
            error("spec.route.healthCheck.timeoutSeconds",
                    "is " + check.timeout().toSeconds() + " s with the environment's defaults, but must be less "
                            + "than intervalSeconds, which is " + check.interval().toSeconds() + " s");
    }
}
