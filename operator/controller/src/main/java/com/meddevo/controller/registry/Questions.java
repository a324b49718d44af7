package com.meddevo.controller.registry;

import com.meddevo.aws.AwsPuller;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Shard;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Answer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks environments which images they need: the operator's own by their loops, those that other operators drive by reads of its own, since nobody else's
 * memory can be asked. A way into such an account is opened by the first question, and closed when the environment is bound otherwise or no more. Thread-safe.
 */
public final class Questions implements AutoCloseable {
    private final Shard shard;
    private final Environments own;
    private final Function<Environment, AwsPuller> connect;
    private final Map<Environment, AwsPuller> others = new HashMap<>();
    private boolean closed;

    /** @param connect to the account of an environment that another operator drives */
    public Questions(Shard shard, Environments own, Function<Environment, AwsPuller> connect) {
        this.shard = shard;
        this.own = own;
        this.connect = connect;
    }

    /** It blocks while AWS is asked. */
    Answer ask(Environment environment) {
        if (!shard.drivesEnvironment(environment.name())) return other(environment).neededImages();
        return own.loop(environment.name()).map(EnvironmentLoop::neededImages).orElseGet(() -> new Answer.Unread("it is not driven yet"));
    }

    private synchronized AwsPuller other(Environment environment) {
        if (closed) throw new IllegalStateException("the registry is looked after no more");
        return others.computeIfAbsent(environment, connect);
    }

    /** Closes the ways into all other accounts. */
    synchronized void keep(Collection<Environment> bound) {
        List.copyOf(others.keySet()).stream().filter(known -> !bound.contains(known)).forEach(gone -> others.remove(gone).close());
    }

    @Override
    public synchronized void close() {
        closed = true;
        keep(List.of());
    }
}
