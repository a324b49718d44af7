package com.meddevo.cli.plan;

import com.meddevo.aws.Kinds;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Secret;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Reading;
import com.meddevo.plan.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What AWS answers where a fleet is about to be deployed for the first time: everything was read, nothing is there; every image and every secret exists. */
final class EmptyAccount {
    private static final String DIGEST = "sha256:" + "5".repeat(64);

    private EmptyAccount() {}

    static Snapshot awaiting(Fleet fleet) {
        var at = Instant.parse("2026-04-01T08:00:00Z");
        var readings = Kinds.all().stream().flatMap(kind -> kind.facets().stream()
                .map(facet -> new Reading(kind.name(), Optional.empty(), facet, at))).toList();
        var digests = new HashMap<String, Optional<String>>();
        var secrets = new HashMap<String, Optional<Facts.SecretVersion>>();
        for (AppSpec app : fleet.wanted()) {
            digests.put(app.image().pin(), Optional.of(app.image().digest().orElse(DIGEST)));
            app.task().sidecars().forEach(sidecar -> sidecar.pulledFrom(fleet.environment().registry())
                    .ifPresent(image -> digests.put(image.pin(), Optional.of(DIGEST))));
            app.task().everySecret().map(Secret::reference).forEach(
                    secret -> secrets.put(secret,
                            Optional.of(new Facts.SecretVersion("arn:aws:example:" + secret.replace(' ', ':'), "7"))));
        }
        var traffic = fleet.wanted().stream().map(app -> Facts.Traffic.none(app.name())).toList();
        return new Snapshot(readings, List.of(),
                new Facts(digests, List.of(), List.of()).and(Facts.ofSecrets(secrets)).and(Facts.ofTraffic(traffic)));
    }
}
