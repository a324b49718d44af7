package com.meddevo.cli.adopt;

import com.meddevo.api.parse.Terms;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.Kinds;
import com.meddevo.aws.adopt.Found;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Scope;
import java.util.List;
import java.util.Optional;

/** Makes a service an app's, and looks what the operator would make of it. */
record Adoption(AwsEnvironment aws, Terms terms) {
    Found find(AppKey key) { return aws.find(key); }

    /** @return what the first plan changes, a line each */
    List<String> adopt(Found found, Member member) {
        aws.adopt(found);
        var fleet = new Fleet(terms.environment(), List.of(member));
        var sweep = aws.observe(new Scope(fleet, Optional.of(found.app().name()), true));
        return found.differences(new Planner(Kinds.all(), List.of()).plan(fleet, sweep.snapshot()));
    }
}
