package com.meddevo.controller.cloud;

import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.Sweep;
import com.meddevo.controller.loop.Cloud;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.registry.Answer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment's account, through the AWS SDK.
 *
 * @param simulated whether something else than AWS answers
 */
public record AwsCloud(AwsEnvironment aws, boolean simulated) implements Cloud {

    /** Of AWS itself. */
    public AwsCloud(AwsEnvironment aws) { this(aws, false); }

    /**
     * Sends nothing yet.
     *
     * @param endpoint where all AWS services answer, instead of AWS's own endpoints
     */
    public static AwsCloud connect(Environment environment, Optional<URI> endpoint, Clock clock) {
        return new AwsCloud(new AwsEnvironment(environment, AwsClients.connect(environment, endpoint), clock), endpoint.isPresent());
    }

    @Override
    public Sweep observe(Scope scope) { return aws.observe(scope); }

    @Override
    public Map<ResourceId, Outcome> apply(Plan plan, Fleet fleet) { return aws.apply(plan, fleet); }

    @Override
    public List<String> lastLogLines(String app, Optional<String> task, int count) { return aws.lastLogLines(app, task, count); }

    @Override
    public List<Plan.Note> shortfalls(AppSpec app) { return simulated ? Shortfalls.of(app) : List.of(); }

    @Override
    public Answer neededImages() { return aws.neededImages(); }

    @Override
    public void close() { aws.close(); }
}
