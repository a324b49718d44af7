package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class LogGroupContractTest extends KindContract {
    private static final String NAME = "/ecs/local/" + APP;

    @Override
    String kind() { return "log-group"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeLogGroups"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("CreateLogGroup"); }

    @Override
    List<AppSpec> changes(AppSpec app) { return List.of(Specs.retention(app, 90), Specs.retention(app, 365)); }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.logs().putRetentionPolicy(request -> request.logGroupName(NAME).retentionInDays(7));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        world.account.logs().createLogGroup(request -> request.logGroupName(NAME));
        return Optional
                .of(new Foreign(() -> world.account.logs().describeLogGroups(request -> request.logGroupNamePrefix(NAME)).toString()));
    }

    /** An environment that starts to encrypt with a key of its own, and stops again. */
    @Override
    void more(World world, Set<String> actions) {
        world.restart(environment -> World.logKey(environment, Optional.of("arn:aws:kms:eu-central-1:000000000000:key/1")));
        world.settleRecording(kind(), actions);
        world.restart(environment -> World.logKey(environment, Optional.empty()));
        world.settleRecording(kind(), actions);
    }

    @Override
    int existing(World world) {
        return world.account.logs().describeLogGroups(request -> request.logGroupNamePrefix(NAME)).logGroups().size();
    }
}
