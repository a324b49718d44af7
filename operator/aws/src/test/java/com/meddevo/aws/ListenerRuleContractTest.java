package com.meddevo.aws;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;

class ListenerRuleContractTest extends KindContract {
    @Override
    String kind() { return "listener-rule"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeRules"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("CreateRule"); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        return List.of(with(app, List.of(), List.of("/techdoc/*", "/docs/*")),
                with(app, List.of("docs.example.com"), List.of("/techdoc/*")),
                with(app, List.of("*.example.com", "docs.example.com"), List.of()));
    }

    private static AppSpec with(AppSpec app, List<String> hosts, List<String> paths) {
        return Specs.route(app, route -> new AppSpec.Route(route.listener(), hosts, paths, route.healthCheck(), route.deregistration()));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.elb().modifyRule(request -> request.ruleArn(arn)
                .conditions(condition -> condition.field("path-pattern").pathPatternConfig(path -> path.values("/elsewhere/*"))));
    }

    /** A rule has no name; who takes its priority only makes it take another, which {@code RulePriorityTest} shows. */
    @Override
    Optional<Foreign> foreign(World world) { return Optional.empty(); }

    @Override
    int existing(World world) {
        String listener = world.environment.listeners().get("internal").arn();
        return (int) world.account.elb().describeRules(request -> request.listenerArn(listener)).rules().stream()
                .filter(rule -> !rule.isDefault()).count();
    }
}
