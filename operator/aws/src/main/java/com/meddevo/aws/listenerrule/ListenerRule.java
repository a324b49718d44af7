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
 * @param alternate the other group of a pair and its part of the requests; empty for a rule with one group
 * @param beyond conditions and actions that this type has no component for, as AWS writes them; always empty in what is desired
 */
public record ListenerRule(ResourceId id,
        @ChosenLate @OnDrift(value = Tier.AVAILABILITY, because = "another rule may take its requests") int priority,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests go elsewhere that are for the app") Set<String> hosts,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests go elsewhere that are for the app") Set<String> paths,
        @OnDrift(value = Tier.SECURITY, because = "somebody else gets the app's requests, and what is in them") Optional<ResourceId> targetGroup,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests go to a group whose tasks do not serve") Optional<Alternate> alternate,
        @OnDrift(value = Tier.SECURITY, because = "something else answers the app's requests, or chooses among them") Map<String, String> beyond)
        implements
            ResourceState {
    public ListenerRule {
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
        beyond = Collections.unmodifiableMap(new TreeMap<>(beyond));
    }

    /**
     * The group that is not served from, or not yet, or no longer.
     *
     * @param percent of the requests that go there, 0 to 50; more than 0 only while ECS moves the traffic, or because somebody did
     */
    public record Alternate(ResourceId targetGroup, int percent) {
    }

    /** The same rule, forwarding as another one does. */
    ListenerRule forwardingLike(ListenerRule other) {
        return new ListenerRule(id, priority, hosts, paths, other.targetGroup, other.alternate, other.beyond);
    }
}
