package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.Budget;
import com.meddevo.aws.call.Lane;
import com.meddevo.aws.call.Metered;
import com.meddevo.aws.call.Spending;
import com.meddevo.aws.image.StoredImages;
import com.meddevo.aws.imagerepository.ImageRepository;
import com.meddevo.aws.imagerepository.ImageRepositoryDriver;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import com.meddevo.registry.Decision;
import com.meddevo.registry.Registry;
import com.meddevo.registry.StoredImage;
import io.github.bucket4j.BlockingStrategy;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * One registry in AWS: reads it, and carries out what was decided. It has an account, clients and a budget of its own, whatever environments pull from it.
 * Its methods block, and are meant for virtual threads.
 */
public final class AwsRegistry implements AutoCloseable {
    /** Of the rates, for reading in steady state. */
    private static final double SHARE = 0.25;

    private final Registry registry;
    private final AwsClients clients;
    private final Budget budget;
    private final ImageRepositoryDriver repositories;
    private final StoredImages images;

    /**
     * @param clients closed with this
     * @param share of AWS's rates that reading may spend, 0 to 1
     */
    public AwsRegistry(Registry registry, AwsClients clients, double share, Clock clock, BlockingStrategy wait) {
        this.registry = registry;
        this.clients = clients;
        this.budget = new Budget(share, clock, wait);
        var ecr = Metered.of(EcrClient.class, "ecr", clients.ecr(), budget);
        this.repositories = new ImageRepositoryDriver(ecr, registry);
        this.images = new StoredImages(ecr, registry.account().id());
    }

    /**
     * Connects to the registry's account, with a session name of its own. Nothing is sent yet.
     *
     * @param endpoint where all services answer, instead of AWS's own endpoints
     */
    public static AwsRegistry connect(Registry registry, Optional<URI> endpoint, Clock clock) {
        var account = Environment.named("registry-" + registry.name(), registry.account()).build();
        return new AwsRegistry(registry, AwsClients.connect(account, endpoint), SHARE, clock, BlockingStrategy.PARKING);
    }

    /**
     * What was read.
     *
     * @param repositories with the registry's prefix, with their settings
     * @param images of those that were read completely
     * @param unread why the others were not, by repository
     */
    public record Contents(List<ImageRepository> repositories, List<StoredImage> images, Map<String, String> unread) {
    }

    /**
     * Reads repositories and images.
     *
     * @param accounts numbers of the accounts whose environments are asked what they need; a repository from which others may pull counts as not read
     * @throws RuntimeException if not even the repositories can be read
     */
    public Contents read(Collection<String> accounts) {
        return during(Lane.SWEEP, () -> {
            var found = repositories.observe();
            var read = new ArrayList<StoredImage>();
            var unread = new TreeMap<String, String>();
            for (ImageRepository repository : found) {
                try {
                    read.addAll(images.read(repository.name()));
                } catch (RuntimeException e) {
                    unread.put(repository.name(), AwsErrors.sentence(e));
                }
                strangers(repository, accounts).ifPresent(because -> unread.putIfAbsent(repository.name(), because));
            }
            read.removeIf(image -> unread.containsKey(image.repository()));
            return new Contents(found, read, unread);
        });
    }

    private Optional<String> strangers(ImageRepository repository, Collection<String> accounts) {
        var strangers = new TreeSet<>(repository.pullersBeyondOurs());
        strangers.removeAll(accounts);
        strangers.remove(registry.account().id());
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of("its policy lets " + String.join(", ", strangers)
                        + " pull, and no environment there says what it needs: bind it, or take the statement away");
    }

    /** Sets repositories up. */
    public Map<ResourceId, Outcome> configure(List<Change<?>> changes) {
        return during(Lane.APPLY, () -> {
            var outcomes = new LinkedHashMap<ResourceId, Outcome>();
            for (Change<?> change : changes) {
                if (!(change instanceof Change.Blocked<?>)) outcomes.put(change.id(), repositories.apply(ofRepository(change)));
            }
            return outcomes;
        });
    }

    @SuppressWarnings("unchecked") // changes of this kind have states of this type
    private static Change<ImageRepository> ofRepository(Change<?> change) { return (Change<ImageRepository>) change; }

    /**
     * Deletes what was decided twice. An image that got a tag meanwhile stays.
     *
     * @return those that are gone
     */
    public Set<ResourceId> delete(Decision confirmed) {
        return during(Lane.APPLY, () -> {
            var gone = new HashSet<ResourceId>();
            confirmed.plan().applicable().stream().map(Change::id)
                    .collect(Collectors.groupingBy(ResourceId::app, LinkedHashMap::new, Collectors.toList()))
                    .forEach((repository, these) -> gone.addAll(images.delete(repository, these)));
            return gone;
        });
    }

    /** The IAM actions that the operator's role needs in the registry's account. */
    public Set<String> actions() {
        var actions = new TreeSet<>(repositories.actions());
        actions.addAll(StoredImages.actions());
        return actions;
    }

    /** HTTP attempts since the start by IAM action. */
    public Map<String, Long> calls() { return budget.calls(); }

    @Override
    public void close() { clients.close(); }

    private static <T> T during(Lane lane, Callable<T> work) {
        try {
            return new Spending(lane).during(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
