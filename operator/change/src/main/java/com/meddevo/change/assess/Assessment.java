package com.meddevo.change.assess;

import com.meddevo.change.RiskClass;
import com.meddevo.change.input.Action;
import com.meddevo.change.input.Input;
import com.meddevo.change.policy.Routes.Route;
import java.util.List;
import java.util.TreeMap;

/**
 * What came of an assessment.
 *
 * @param findings the gravest first; at least one for each change
 * @param routeName the route's name; {@code none} for what is denied
 * @param counts how many resources are created, updated and so on
 * @param inputs every file that it rests on, by the name that records give it
 */
public record Assessment(String environment, RiskClass riskClass, String routeName, Route route, List<Finding> findings,
        TreeMap<Action, Integer> counts, TreeMap<String, Input> inputs) {
    public boolean denied() { return riskClass == RiskClass.DENY; }
}
