package com.meddevo.controller.web;

import com.meddevo.aws.SnapshotJson;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.loop.EnvironmentView;
import com.meddevo.controller.registry.Registries;
import com.meddevo.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the command line and other programs ask. Nothing here changes anything. */
@RestController
@RequestMapping("/api")
class ApiController {
    static final String SETTLED = "Meddevo-Plan-Settled";
    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final FleetReader fleet;
    private final WhatIf whatIf;
    private final Registries registries;

    ApiController(FleetReader fleet, WhatIf whatIf, Registries registries) {
        this.fleet = fleet;
        this.whatIf = whatIf;
        this.registries = registries;
    }

    /** Every app with its conditions. */
    @GetMapping("/apps")
    List<FleetReader.App> apps() { return fleet.apps(); }

    /** Every environment that is driven. */
    @GetMapping("/environments")
    List<EnvironmentView> environments() {
        return fleet.environments().stream()
                .map(name -> fleet.loop(name).map(EnvironmentLoop::environment).orElse(EnvironmentView.unseen(name)))
                .toList();
    }

    /** What AWS holds, as it was read last; what a plan can be made from offline. */
    @GetMapping(path = "/environments/{environment}/snapshot", produces = MediaType.APPLICATION_JSON_VALUE)
    String snapshot(@PathVariable String environment) { return SnapshotJson.write(loop(environment).snapshot()); }

    /**
     * The newest plan.
     *
     * @param app one app's part of it; all apps' otherwise
     * @param accept {@code application/json} or {@code text/markdown}; plain text otherwise
     */
    @GetMapping("/environments/{environment}/plan")
    ResponseEntity<String> plan(@PathVariable String environment, @RequestParam Optional<String> app,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.TEXT_PLAIN_VALUE) String accept) {
        Plan plan = loop(environment).plan();
        return printed(app.map(plan::forApp).orElse(plan), accept);
    }

    /**
     * What differs from what is declared, though nobody changed a spec.
     *
     * @param app one app alone; all otherwise
     */
    @GetMapping(path = "/environments/{environment}/drift", produces = MediaType.APPLICATION_JSON_VALUE)
    DriftReport drift(@PathVariable String environment, @RequestParam Optional<String> app) {
        return DriftReport.of(environment, loop(environment), app);
    }

    /**
     * What would be planned with other specs, read from AWS now.
     *
     * @param app one app's part of it; that of all apps in the body otherwise
     * @param manifests one {@code MeddevoApp} or an array of them, as JSON
     */
    @PostMapping(path = "/environments/{environment}/plan", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> planWith(@PathVariable String environment, @RequestParam Optional<String> app, @RequestBody String manifests,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.TEXT_PLAIN_VALUE) String accept) {
        Plan plan = whatIf.plan(loop(environment), environment, manifests);
        return printed(app.map(plan::forApp).orElse(plan), accept);
    }

    /** The names of the registries that are looked after. */
    @GetMapping("/registries")
    List<String> registries() { return List.copyOf(registries.views().keySet()); }

    /** What the clean-up makes of each image of a registry. */
    @GetMapping("/registries/{registry}/images")
    RegistryReport images(@PathVariable String registry) {
        return Optional.ofNullable(registries.views().get(registry)).map(view -> RegistryReport.of(registry, view))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
                        "There is no registry \"" + registry + "\" that is looked after; there are: " + registries.views().keySet()));
    }

    private EnvironmentLoop loop(String environment) {
        return fleet.loop(environment).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
                "There is no environment \"" + environment + "\" that can be used; there are: " + fleet.environments()));
    }

    private static ResponseEntity<String> printed(Plan plan, String accept) {
        var answer = ResponseEntity.ok().header(SETTLED, String.valueOf(plan.settled()));
        if (accept.contains("json")) return answer.contentType(MediaType.APPLICATION_JSON).body(plan.json());
        if (accept.contains("markdown")) return answer.contentType(MARKDOWN).body(plan.markdown());
        return answer.contentType(TEXT).body(plan.text());
    }
}
