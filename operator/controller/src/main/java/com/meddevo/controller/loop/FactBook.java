package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The newest facts of every reading: routes by listener, rejections by app, load balancers by ARN, and what is foreign by the id that it stands in
 * the place of. A reading that began earlier never replaces one that began later, or
 * two apps would trade their rules' priorities. Where requests go is worth something only beside rules that were read with it, so that a newer
 * reading takes it away even if it could not tell. Digests are pins and stay; of a secret the newest reading counts.
 */
final class FactBook {
    private record Page<T>(Instant begun, List<T> facts) {
    }

    private record Dated(Instant begun, Optional<Facts.SecretVersion> version) {
    }

    private final Map<String, Optional<String>> digests = new TreeMap<>();
    private final Map<String, Dated> secrets = new TreeMap<>();
    private final Map<String, Page<Facts.RouteClaim>> routes = new TreeMap<>();
    private final Map<String, Page<Facts.Rejection>> rejections = new TreeMap<>();

    private final Map<String, Page<Facts.Balancer>> balancers = new TreeMap<>();
    private final Map<String, Boolean> movable = new TreeMap<>();
    private final Map<ResourceId, Page<Facts.Foreign>> foreign = new TreeMap<>();
    private final Map<String, Page<Facts.Traffic>> traffic = new TreeMap<>();

    void add(Scope scope, Sweep sweep, Instant begun) {
        Facts read = sweep.snapshot().facts();
        read.digests().forEach((reference, digest) -> digests.merge(reference, digest, (known, now) -> now.isPresent() ? now : known));
        read.secrets().forEach((reference, version) -> secrets.merge(reference, new Dated(begun, version),
                (known, now) -> known.begun.isAfter(now.begun) ? known : now));
        movable.putAll(read.movable());
        var routesRead = read.routes().stream().collect(Collectors.groupingBy(Facts.RouteClaim::listenerArn));
        var rejectionsRead = read.rejections().stream().collect(Collectors.groupingBy(Facts.Rejection::app));
        var trafficRead = read.traffic().stream().collect(Collectors.groupingBy(Facts.Traffic::app));
        boolean everything = scope.app().isEmpty() && sweep.readEveryKind();
        if (everything) routes.values().removeIf(page -> page.begun.isBefore(begun));
        if (everything) rejections.values().removeIf(page -> page.begun.isBefore(begun));
        traffic.entrySet().removeIf(entry -> scope.includes(entry.getKey()) && entry.getValue().begun.isBefore(begun));
        scope.app().filter(app -> sweep.readEveryKind()).ifPresent(app -> rejectionsRead.putIfAbsent(app, List.of()));
        write(traffic, trafficRead, begun);
        write(routes, routesRead, begun);
        write(rejections, rejectionsRead, begun);
        if (everything) balancers.values().removeIf(page -> page.begun.isBefore(begun));
        write(balancers, read.balancers().stream().collect(Collectors.groupingBy(Facts.Balancer::arn)), begun);
        foreign.entrySet().removeIf(entry -> entry.getValue().begun.isBefore(begun) && sweep.snapshot().readings().stream()
                .anyMatch(reading -> reading.kind().equals(entry.getKey().kind())
                        && reading.app().map(entry.getKey().app()::equals).orElse(true)));
        write(foreign, read.foreign().stream().collect(Collectors.groupingBy(Facts.Foreign::id)), begun);
    }

    Facts facts() {
        return new Facts(digests, all(routes), all(rejections),
                secrets.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().version())), all(foreign),
                all(balancers), all(traffic), movable);
    }

    private static <T> List<T> all(Map<?, Page<T>> pages) { return pages.values().stream().flatMap(page -> page.facts.stream()).toList(); }

    private static <K, T> void write(Map<K, Page<T>> pages, Map<K, List<T>> read, Instant begun) {
        read.forEach((key, facts) -> {
            Page<T> known = pages.get(key);
            if (known == null || !known.begun.isAfter(begun)) pages.put(key, new Page<>(begun, facts));
        });
    }
}
