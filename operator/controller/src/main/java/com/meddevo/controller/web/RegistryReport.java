package com.meddevo.controller.web;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.meddevo.controller.registry.RegistryView;
import com.meddevo.plan.Change;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.StoredImage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a registry's clean-up makes of each image, and why.
 *
 * @param read when the newest turn began; empty before the first one
 * @param deleted number of images that were deleted so far
 * @param images those that go first, then by repository
 * @param unknown what was not read, so that nothing that it concerns is deleted; a sentence each
 */
record RegistryReport(String registry, Optional<Instant> read, long deleted, List<Image> images, List<String> unknown) {
    /**
     * One image.
     *
     * @param goes whether the newest turn decided to delete it
     */
    record Image(String repository, String digest, boolean goes, String because) {
        static Image of(ResourceId id, boolean goes, String because) { return new Image(id.app(), id.name(), goes, because); }
    }

    static RegistryReport of(String registry, RegistryView view) {
        var going = view.plan().changes().stream().filter(Change.Delete.class::isInstance).filter(change -> isImage(change.id()))
                .map(change -> Image.of(change.id(), true, ((Change.Delete<?>) change).because()));
        var staying = view.plan().kept().stream().filter(kept -> isImage(kept.id()))
                .map(kept -> Image.of(kept.id(), false, kept.because()));
        var images = Stream.concat(going, staying)
                .sorted(Comparator.comparing((Image image) -> !image.goes()).thenComparing(Image::repository).thenComparing(Image::digest))
                .toList();
        var unknown = Stream.concat(view.failures().stream(), view.plan().notRead().stream().map(one -> one.app() + ": " + one.what()))
                .toList();
        return new RegistryReport(registry, view.begun().map(at -> at.truncatedTo(SECONDS)), view.deleted(), images,
                view.begun().isEmpty() && unknown.isEmpty() ? List.of("everything: the registry was not read yet") : unknown);
    }

    private static boolean isImage(ResourceId id) { return id.kind().equals(StoredImage.KIND); }
}
