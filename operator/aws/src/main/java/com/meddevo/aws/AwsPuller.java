package com.meddevo.aws;

import com.meddevo.aws.call.Budget;
import com.meddevo.aws.call.Metered;
import com.meddevo.aws.image.NeededImages;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Answer;
import io.github.bucket4j.BlockingStrategy;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * An environment that another operator drives, asked which images may be pulled there. It has clients and a budget of its own, and sessions that AWS lets do
 * these reads and nothing else. What it has read of task definitions it remembers, so there is one for an environment as long as its spec stays the same.
 * Its method blocks, and is meant for virtual threads.
 */
public final class AwsPuller implements AutoCloseable {
    /**
     * Of the rates, or the environment's own share where that is less. Whoever drives the environment spends up to nine tenths and knows nothing of this, so it
     * is half of the rest: two registries that are driven elsewhere fit.
     */
    private static final double SHARE = 0.05;

    private final AwsClients clients;
    private final NeededImages needed;

    /** @param clients closed with this */
    public AwsPuller(Environment environment, AwsClients clients, Clock clock, BlockingStrategy wait) {
        this.clients = clients;
        var budget = new Budget(Math.min(SHARE, environment.apiShare()), clock, wait);
        this.needed = new NeededImages(Metered.of(EcsClient.class, "ecs", clients.ecs(), budget));
    }

    /**
     * Connects to the environment's account. Nothing is sent yet.
     *
     * @param endpoint where all services answer, instead of AWS's own endpoints
     */
    public static AwsPuller connect(Environment environment, Optional<URI> endpoint, Clock clock) {
        return new AwsPuller(environment, AwsClients.connectToReadImages(environment, endpoint), clock, BlockingStrategy.PARKING);
    }

    /** Which images may be pulled there, by anything that runs in the account and region; what cannot be read makes the whole answer unread. */
    public Answer neededImages() {
        return needed.answer();
    }

    @Override
    public void close() { clients.close(); }
}
