package com.meddevo.aws.listenerrule;

import com.meddevo.plan.ChosenLate;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A rule that sends an app its requests.
 *
 * @param id its name is the environment's name for the listener
 * @param priority lower is asked first
 * @param hosts host patterns; empty for any
 * @param paths path patterns; empty for any
 * @param targetGroup where it forwards to; empty if it does something else, or forwards to a group that is not ours
 * @param beyond conditions and actions that this type has no component for, as AWS writes them; always empty in what is desired
 */
public record ListenerRule(ResourceId id,
        @ChosenLate @OnDrift(value = Tier.AVAILABILITY, because = "another rule may take its requests") int priority,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests go elsewhere that are for the app") Set<String> hosts,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests go elsewhere that are for the app") Set<String> paths,
        @OnDrift(value = Tier.SECURITY, because = "somebody else gets the app's requests, and what is in them") Optional<ResourceId> targetGroup,
        @OnDrift(value = Tier.SECURITY, because = "something else answers the app's requests, or chooses among them") Map<String, String> beyond)
        implements
            ResourceState {
    public ListenerRule {
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
        beyond = Collections.unmodifiableMap(new TreeMap<>(beyond));
    }
}
