package com.meddevo.aws.listenerrule;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Listener rules in AWS. */
public final class ListenerRuleDriver implements ResourceDriver<ListenerRule> {
    private static final int PAGE = 400;
    private static final String HOST = "host-header";
    private static final String PATH = "path-pattern";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ElasticLoadBalancingV2Client elb;
    private final Environment environment;
    private final TagIndex tags;
    private final Clock clock;

    public ListenerRuleDriver(ElasticLoadBalancingV2Client elb, Environment environment, TagIndex tags, Clock clock) {
        this.elb = elb;
        this.environment = environment;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Class<ListenerRule> type() { return ListenerRule.class; }

    @Override
    public Set<String> actions() {
        return Set.of("elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags", "elasticloadbalancing:CreateRule",
                "elasticloadbalancing:ModifyRule", "elasticloadbalancing:SetRulePriorities", "elasticloadbalancing:DeleteRule",
                "elasticloadbalancing:AddTags");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var listeners = environment.listeners().values().stream().map(Environment.Listener::arn).distinct().sorted().toList();
        var rules = InParallel.map(listeners, this::rules);
        var arns = rules.stream().flatMap(List::stream).map(Rule::ruleArn).toList();
        var owners = tags.owners(arns);

        var states = new ArrayList<ResourceState>();
        var known = new HashMap<ResourceId, String>();
        var routes = new ArrayList<Facts.RouteClaim>();
        for (int i = 0; i < listeners.size(); i++) {
            for (Rule rule : rules.get(i)) {
                var owner = Optional.ofNullable(owners.get(rule.ruleArn())).filter(id -> id.kind().equals(ListenerRules.KIND));
                routes.add(new Facts.RouteClaim(listeners.get(i), priority(rule), owner, values(rule, HOST), values(rule, PATH)));
                owner.filter(id -> scope.includes(id.app())).ifPresent(id -> {
                    states.add(state(id, rule));
                    known.put(id, rule.ruleArn());
                });
            }
        }
        var reading = new Reading(ListenerRules.KIND, scope.app(), Reading.WHOLE, startedAt);
        var foreign = tags.foreign(inOurPlaces(listeners, rules, scope), scope);
        return new Observation(List.of(reading), states, known, new Facts(Map.of(), routes, List.of()).and(Facts.ofForeign(foreign)));
    }

    /** Rules with exactly the hosts and paths that an app asks for, on the listener that it names. */
    private Map<String, ResourceId> inOurPlaces(List<String> listeners, List<List<Rule>> rules, Scope scope) {
        var asked = new HashMap<List<Object>, ResourceId>();
        scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()))
                .forEach(app -> ListenerRules.id(app).filter(id -> environment.listeners().containsKey(id.name()))
                        .ifPresent(id -> asked.put(place(environment.listeners().get(id.name()).arn(), app.route().orElseThrow().hosts(),
                                app.route().orElseThrow().paths()), id)));
        var inPlace = new HashMap<String, ResourceId>();
        for (int i = 0; i < listeners.size(); i++) {
            for (Rule rule : rules.get(i)) {
                var id = asked.get(place(listeners.get(i), values(rule, HOST), values(rule, PATH)));
                if (id != null && tags.owner(rule.ruleArn()).filter(owner -> owner.kind().equals(ListenerRules.KIND)).isEmpty())
                    inPlace.put(rule.ruleArn(), id);
            }
        }
        return inPlace;
    }

    private static List<Object> place(String listener, List<String> hosts, List<String> paths) {
        return List.of(listener, Set.copyOf(hosts), Set.copyOf(paths));
    }

    /** All rules of a listener but the default one. */
    private List<Rule> rules(String listenerArn) {
        return elb.describeRulesPaginator(request -> request.listenerArn(listenerArn).pageSize(PAGE)).rules().stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()) && !"default".equals(rule.priority())).toList();
    }

    private static int priority(Rule rule) { return Integer.parseInt(rule.priority()); }

    private ListenerRule state(ResourceId id, Rule rule) {
        var beyond = new TreeMap<String, String>();
        rule.conditions().stream().filter(condition -> !condition.field().equals(HOST) && !condition.field().equals(PATH))
                .forEach(condition -> beyond.put("conditions[" + condition.field() + "]", condition.toString()));
        var forwards = Forwards.of(rule, tags);
        if (forwards.targetGroup().isEmpty()) beyond.put("actions", rule.actions().toString());
        return new ListenerRule(id, priority(rule), Set.copyOf(values(rule, HOST)), Set.copyOf(values(rule, PATH)), forwards.targetGroup(),
                forwards.alternate(), beyond);
    }

    /** The typed form wins over the plain one; AWS fills in both. */
    private static List<String> values(Rule rule, String field) {
        return rule.conditions().stream().filter(condition -> condition.field().equals(field)).flatMap(condition -> {
            if (field.equals(HOST) && condition.hostHeaderConfig() != null) return condition.hostHeaderConfig().values().stream();
            if (field.equals(PATH) && condition.pathPatternConfig() != null) return condition.pathPatternConfig().values().stream();
            return condition.values().stream();
        }).distinct().sorted().toList();
    }

    @Override
    public Outcome apply(Change<ListenerRule> change, Arns arns) {
        return switch (change) {
            case Change.Create<ListenerRule> create -> create(create.desired(), arns);
            case Change.Update<ListenerRule> update -> update(update.observed(), update.desired(), arns);
            case Change.Delete<ListenerRule> delete -> delete(delete.id(), arns);
            case Change.Blocked<ListenerRule> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(ListenerRule desired, Arns arns) {
        String listenerArn = environment.listeners().get(desired.id().name()).arn();
        String arn;
        try {
            arn = elb.createRule(request -> request.listenerArn(listenerArn).priority(desired.priority()).conditions(conditions(desired))
                    .actions(Forwards.action(desired, arns)).tags(own(desired.id()))).rules().getFirst().ruleArn();
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.priorityInUse(e)) throw e;
            var holder = rules(listenerArn).stream().filter(rule -> priority(rule) == desired.priority()).map(Rule::ruleArn)
                    .filter(candidate -> tags.confirm(candidate, desired.id())).findFirst();
            if (holder.isEmpty()) return taken(desired);
            arn = holder.get();
        }
        tags.learn(arn, desired.id());
        arns.learn(desired.id(), arn);
        return new Outcome.Done();
    }

    private static Outcome taken(ListenerRule desired) {
        return new Outcome.Waiting("another priority for " + desired.id() + ": somebody took " + desired.priority() + " meanwhile", SOON);
    }

    private Outcome update(ListenerRule observed, ListenerRule desired, Arns arns) {
        String arn = arns.of(desired.id());
        boolean other = !observed.beyond().equals(desired.beyond());
        boolean matches = other || !observed.hosts().equals(desired.hosts()) || !observed.paths().equals(desired.paths());
        boolean forwards = other || !observed.targetGroup().equals(desired.targetGroup())
                || !observed.alternate().equals(desired.alternate());
        if (matches || forwards) {
            // what is absent stays as it is: weights that ECS may be moving are never sent along with other paths
            var request = ModifyRuleRequest.builder().ruleArn(arn);
            if (matches) request.conditions(conditions(desired));
            if (forwards) request.actions(Forwards.action(desired, arns));
            elb.modifyRule(request.build());
        }
        if (observed.priority() == desired.priority()) return new Outcome.Done();
        try {
            var pair = RulePriorityPair.builder().ruleArn(arn).priority(desired.priority()).build();
            elb.setRulePriorities(request -> request.rulePriorities(pair));
            return new Outcome.Done();
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.priorityInUse(e)) throw e;
            return taken(desired);
        }
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        try {
            if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "rule " + arn);
            elb.deleteRule(request -> request.ruleArn(arn));
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
        tags.forget(arn);
        arns.forget(id);
        return new Outcome.Done();
    }

    private static List<RuleCondition> conditions(ListenerRule rule) {
        var conditions = new ArrayList<RuleCondition>();
        if (!rule.hosts().isEmpty())
            conditions.add(RuleCondition.builder().field(HOST).hostHeaderConfig(host -> host.values(rule.hosts())).build());
        if (!rule.paths().isEmpty())
            conditions.add(RuleCondition.builder().field(PATH).pathPatternConfig(path -> path.values(rule.paths())).build());
        return conditions;
    }

    private List<Tag> own(ResourceId id) {
        return tags.ownership().tags(id).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
