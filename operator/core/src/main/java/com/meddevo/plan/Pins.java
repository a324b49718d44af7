package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Image;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Sidecar;
import com.meddevo.plan.Plan.Note;
import com.meddevo.plan.Resolved.Obstacle;
import java.util.Optional;
import java.util.stream.Stream;

/** Which digest each image of the environment's registry is pinned to, what keeps it from being pinned, and what people should know of those that are not. */
final class Pins {
    private final Environment environment;
    private final Facts facts;

    Pins(Environment environment, Facts facts) {
        this.environment = environment;
        this.facts = facts;
    }

    /** With registry and digest; by tag while the digest is unknown. */
    String image(Image image) {
        String repository = environment.registry().isEmpty() ? image.repository() : environment.registry() + "/" + image.repository();
        return digest(image).map(digest -> repository + "@" + digest).orElseGet(() -> repository + ":" + image.tag().orElse("latest"));
    }

    Optional<String> digest(Image image) { return image.digest().or(() -> facts.digests().getOrDefault(image.pin(), Optional.empty())); }

    /** The first image of the app's task whose digest is not known. */
    Optional<Obstacle> obstacle(AppSpec app) {
        return Stream.concat(Stream.of(obstacle(app.image(), "spec.image")), app.task().sidecars().stream()
                .flatMap(sidecar -> sidecar.pulledFrom(environment.registry()).stream()
                        .map(image -> obstacle(image, "the image of sidecar " + sidecar.name()))))
                .flatMap(Optional::stream).findFirst();
    }

    private Optional<Obstacle> obstacle(Image image, String where) {
        if (image.digest().isPresent()) return Optional.empty();
        Optional<String> digest = facts.digests().get(image.pin());
        if (digest == null) return Optional.of(new Obstacle(Choice.IMAGE_DIGEST, Optional.empty(), Plan.NotRead.image(image)));
        if (digest.isPresent()) return Optional.empty();
        return Optional.of(new Obstacle(Choice.IMAGE_DIGEST, Optional.of("image"),
                "the registry has no image " + image.reference() + ": push it, or correct " + where));
    }

    Stream<Note> notes(AppSpec app) {
        return Stream.concat(follows(app).stream(), app.task().sidecars().stream().filter(this::isForeign)
                .map(sidecar -> new Note(app.name(), "image", "sidecar " + sidecar.name() + " runs " + sidecar.image()
                        + " as it is written: its tag is not of the environment's registry, and whatever it means when a task starts is run."
                        + " Name it by its digest, or copy it into " + environment.registry())));
    }

    private boolean isForeign(Sidecar sidecar) {
        return !environment.registry().isEmpty() && !sidecar.isPinned() && sidecar.pulledFrom(environment.registry()).isEmpty();
    }

    private Optional<Note> follows(AppSpec app) {
        String reference = app.image().reference();
        return Optional.of(app.image()).filter(Image::follow).filter(any -> Boolean.FALSE.equals(facts.movable().get(reference)))
                .map(image -> new Note(app.name(), "image", "follow has no effect: repository " + image.repository() + " keeps tag "
                        + image.tag().orElseThrow() + " where it was first pushed. Exempt the tag in the repository's tag mutability (the"
                        + " registry's spec.tags.moving), or take spec.image.follow out and name each version"));
    }
}
