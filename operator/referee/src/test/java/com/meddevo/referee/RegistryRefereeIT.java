package com.meddevo.referee;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.AwsRegistry;
import com.meddevo.aws.imagerepository.ImageRepositories;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import com.meddevo.registry.StoredImage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a registry that others wrote. */
class RegistryRefereeIT {
    private static final Set<String> PULLERS = Set.of("555555555555");

    private Moto moto;
    private Registry registry;
    private AwsRegistry aws;

    @BeforeEach
    void a_registry_with_a_repository_that_a_push_created() {
        moto = Moto.emptied();
        registry = new Registry("platform", moto.environment().account(), "", new Settings(true, true, List.of(), List.of(),
                Optional.empty()), List.of("moto"), new CleanUpTerms(true, Duration.ofDays(7), 1, Duration.ofHours(24)));
        aws = AwsRegistry.connect(registry, Optional.of(Moto.address()), Clock.systemUTC());
    }

    @AfterEach
    void leave() {
        aws.close();
        moto.close();
    }

    private List<Change<?>> plan() {
        return new ImageRepositories(registry, PULLERS).plan(List.of("techdoc", "render"), aws.read(PULLERS).repositories()).changes();
    }

    @Test
    void repositories_are_created_and_set_up_and_a_second_look_finds_nothing_to_do() {
        var outcomes = aws.configure(plan());

        assertThat(outcomes).hasSize(2).allSatisfy((id, outcome) -> assertThat(outcome).as("%s", id).isEqualTo(new Outcome.Done()));
        assertThat(plan()).isEmpty();
    }

    @Test
    void what_another_client_changed_is_set_back() {
        aws.configure(plan());
        moto.somebody().ecr().putImageTagMutability(to -> to.repositoryName("techdoc").imageTagMutability("MUTABLE"));
        moto.somebody().ecr().deleteRepositoryPolicy(gone -> gone.repositoryName("render"));

        var drift = plan();
        aws.configure(drift);

        assertThat(drift).extracting(change -> change.id().app()).containsExactly("render", "techdoc");
        assertThat(plan()).isEmpty();
    }

    @Test
    void images_are_read_with_their_tags_and_digests() {
        moto.push("techdoc", "1.0.0");
        moto.push("techdoc", "1.1.0");

        var contents = aws.read(PULLERS);

        assertThat(contents.unread()).isEmpty();
        assertThat(contents.images()).hasSize(2).extracting(StoredImage::repository).containsOnly("techdoc");
        assertThat(contents.images()).flatExtracting(StoredImage::tags).containsExactlyInAnyOrder("1.0.0", "1.1.0");
    }
}
