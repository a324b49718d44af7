package com.meddevo.localcloud.ecs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/** Which capacity provider the next task of a service goes to. */
final class CapacityShares {

    private CapacityShares() {}

    /**
     * The provider whose base is not reached yet, else the one that has the fewest tasks for its weight.
     *
     * @param strategy as it is declared; empty for a service with a launch type
     * @param taken    the providers of the tasks there are
     */
    static Optional<String> next(List<CapacityProviderStrategyItem> strategy, Collection<String> taken) {
        return strategy.stream().filter(item -> count(item, taken) < base(item)).findFirst()
                .or(() -> strategy.stream().filter(item -> weight(item) > 0).min(
                        Comparator.comparingDouble(item -> (count(item, taken) - base(item) + 1.0) / weight(item))))
                .map(CapacityProviderStrategyItem::capacityProvider);
    }

    private static long count(CapacityProviderStrategyItem item, Collection<String> taken) {
        return taken.stream().filter(item.capacityProvider()::equals).count();
    }

    private static int base(CapacityProviderStrategyItem item) { return Objects.requireNonNullElse(item.base(), 0); }

    private static int weight(CapacityProviderStrategyItem item) { return Objects.requireNonNullElse(item.weight(), 0); }
}
