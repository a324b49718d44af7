package com.meddevo.localcloud.balancer;

import java.util.List;

/** What a listener does with a request that matches a rule. */
public sealed interface Action {

    /**
     * Send it to a target of one of these groups.
     *
     * @param targetGroups one to five groups; one is chosen by weight
     */
    record Forward(List<Weighted> targetGroups) implements Action {

        public Forward {
            targetGroups = List.copyOf(targetGroups);
        }
    }

    /**
     * Answer it without a target.
     *
     * @param status      HTTP status, 2xx, 4xx or 5xx
     * @param contentType media type of the body; may be empty
     * @param body        the body; may be empty
     */
    record FixedResponse(int status, String contentType, String body) implements Action {
    }
}
