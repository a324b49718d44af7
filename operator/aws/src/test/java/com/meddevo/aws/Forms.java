package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Scale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/**
 * An app with a part of most kinds, as AWS returns it once it has settled: with defaults, lists and second forms that nobody asked for, as they
 * were observed in August 2026. What AWS adds to them later is to be added to the local cloud, and gets its test beside the others.
 */
final class Forms implements AutoCloseable {
    final World world = World.inProcess();
    final AppSpec app;

    Forms() {
        app = Specs.dns(Specs.scale(Specs.egress(world.app("techdoc"), new Egress("10.0.0.0/8", "tcp", Optional.of(443))),
                Scale.Between.of(2, 4).goals(new Scale.Goals(Optional.of(60), Optional.empty(), Optional.empty()))), "*.docs");
        world.wants(app).settle();
    }

    <C extends SdkClient> C client(Class<C> api) { return world.account.client(api); }

    /** None of it is a difference, also for an operator that remembers nothing. */
    void makeNoDifference() {
        var plan = world.plan(world.slow());
        assertThat(plan.settled()).as(plan.text()).isTrue();
    }

    /** The same after somebody wrote it once more, in a form of their own. */
    void makeNoDifference(Runnable written) {
        written.run();
        world.rest();
        makeNoDifference();
    }

    @Override
    public void close() { world.close(); }
}
