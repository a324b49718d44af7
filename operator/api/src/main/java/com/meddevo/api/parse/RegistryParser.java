package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.api.v1alpha1.MeddevoRegistrySpec;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From a {@code MeddevoRegistry} to the registry. */
public final class RegistryParser {
    private RegistryParser() {}

    /** Never throws for what the resource says; what is wrong is in the result. */
    public static ParsedRegistry parse(MeddevoRegistry resource) {
        CheckedResource<MeddevoRegistry> checked = CheckedResource.of(resource, MeddevoRegistry.class);
        if (!checked.errors().isEmpty()) return new ParsedRegistry(Optional.empty(), checked.errors());
        MeddevoRegistrySpec spec = checked.resource().getSpec();
        return new ParsedRegistry(Optional.of(registry(checked.resource().getMetadata().getName(), spec)), List.of());
    }

    private static Registry registry(String name, MeddevoRegistrySpec spec) {
        var aws = spec.getAws();
        var account = new Environment.Account(aws.getAccountId(), aws.getRegion(), Optional.ofNullable(aws.getRoleArn()),
                Optional.ofNullable(aws.getExternalId()));
        var tags = spec.getTags();
        var settings = new Settings(spec.getScanOnPush(), tags.getImmutable(), requireNonNullElse(tags.getMoving(), List.of()),
                requireNonNullElse(spec.getPushers(), List.of()), Optional.ofNullable(spec.getKmsKeyArn()));
        var images = spec.getImages();
        return new Registry(name, account, requireNonNullElse(spec.getPrefix(), ""), settings, spec.getEnvironments(),
                new CleanUpTerms(images.getCleanUp(), Duration.ofDays(images.getExpireUntaggedAfterDays()), images.getKeepReleases(),
                        Duration.ofHours(images.getQuarantineHours())));
    }
}
