package com.meddevo.localcloud.elb;

import static java.util.Objects.requireNonNullElse;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HttpRequestMethodConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SourceIpConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** How the API shows the conditions and actions of a rule: most things twice, whichever way they were written. */
final class RuleShape {

    private static final Set<String> FIELDS = Set.of("host-header", "path-pattern", "http-header", "http-request-method", "query-string",
            "source-ip");
    private static final int VALUES_PER_RULE = 5;
    private static final int WILDCARDS_PER_RULE = 6;
    private static final int TARGET_GROUPS_PER_ACTION = 5;

    private RuleShape() {}

    /** Conditions as they are described, by field. */
    static List<RuleCondition> conditions(Collection<RuleCondition> given) {
        if (given.isEmpty()) {
            throw ElbErrors.validation("A rule must have at least one condition");
        }
        var shown = given.stream().map(RuleShape::condition).sorted(Comparator.comparing(RuleCondition::field)).toList();
        var values = shown.stream().flatMap(RuleShape::values).toList();
        if (values.size() > VALUES_PER_RULE) {
            throw ElbErrors.validation("A rule can have at most %d condition values, not %d".formatted(VALUES_PER_RULE, values.size()));
        }
        if (values.stream().flatMapToInt(String::chars).filter(c -> c == '*' || c == '?').count() > WILDCARDS_PER_RULE) {
            throw ElbErrors.validation("A rule can have at most %d wildcard characters".formatted(WILDCARDS_PER_RULE));
        }
        return shown;
    }

    /** The patterns of a condition, wherever they stand. */
    static Stream<String> values(RuleCondition condition) {
        return switch (condition.field()) {
            case "http-header" -> condition.httpHeaderConfig().values().stream();
            case "query-string" -> condition.queryStringConfig().values().stream().map(pair -> pair.key() + "=" + pair.value());
            default -> condition.values().stream();
        };
    }

    private static RuleCondition condition(RuleCondition given) {
        if (given.field() == null || !FIELDS.contains(given.field())) {
            throw ElbErrors.validation("Condition field '%s' must be one of '%s'".formatted(given.field(), String.join(", ", FIELDS)));
        }
        return switch (given.field()) {
            case "host-header" -> {
                var values = either(given, given.hostHeaderConfig() == null ? List.of() : given.hostHeaderConfig().values());
                yield given.toBuilder().values(values).hostHeaderConfig(HostHeaderConditionConfig.builder().values(values).build()).build();
            }
            case "path-pattern" -> {
                var values = either(given, given.pathPatternConfig() == null ? List.of() : given.pathPatternConfig().values());
                yield given.toBuilder().values(values).pathPatternConfig(PathPatternConditionConfig.builder().values(values).build())
                        .build();
            }
            case "http-request-method" -> {
                var values = either(given, given.httpRequestMethodConfig() == null ? List.of() : given.httpRequestMethodConfig().values());
                yield given.toBuilder().values(values)
                        .httpRequestMethodConfig(HttpRequestMethodConditionConfig.builder().values(values).build()).build();
            }
            case "source-ip" -> {
                var values = either(given, given.sourceIpConfig() == null ? List.of() : given.sourceIpConfig().values());
                yield given.toBuilder().values(values).sourceIpConfig(SourceIpConditionConfig.builder().values(values).build()).build();
            }
            default -> given;
        };
    }

    private static List<String> either(RuleCondition given, List<String> typed) {
        var plain = given.values();
        if (!plain.isEmpty() && !typed.isEmpty() && !plain.equals(typed)) {
            throw ElbErrors
                    .validation("You cannot specify both 'Values' and a condition configuration for field '%s'".formatted(given.field()));
        }
        if (plain.isEmpty() && typed.isEmpty()) {
            throw ElbErrors.validation("A condition value must be specified for field '%s'".formatted(given.field()));
        }
        return plain.isEmpty() ? typed : plain;
    }

    /** Actions as they are described. */
    static List<Action> actions(Collection<Action> given) {
        if (given.isEmpty()) {
            throw ElbErrors.validation("A rule must have at least one action");
        }
        return given.stream().map(RuleShape::action).toList();
    }

    private static Action action(Action given) {
        var ordered = given.toBuilder().order(given.order() == null ? 1 : given.order());
        if (given.type() == ActionTypeEnum.FIXED_RESPONSE) {
            var status = given.fixedResponseConfig() == null ? null : given.fixedResponseConfig().statusCode();
            if (status == null || !status.matches("[245]\\d\\d")) {
                throw ElbErrors.validation("The status code of a fixed response must be 2XX, 4XX or 5XX, not '%s'".formatted(status));
            }
            return ordered.build();
        }
        if (given.type() == ActionTypeEnum.REDIRECT) {
            return ordered.redirectConfig(redirect(given.redirectConfig())).build();
        }
        if (given.type() != ActionTypeEnum.FORWARD) {
            return ordered.build();
        }
        var forward = given.forwardConfig();
        var groups = forward == null || forward.targetGroups().isEmpty()
                ? Stream.ofNullable(given.targetGroupArn()).map(arn -> TargetGroupTuple.builder().targetGroupArn(arn).build()).toList()
                : forward.targetGroups();
        if (groups.isEmpty() || groups.size() > TARGET_GROUPS_PER_ACTION) {
            throw ElbErrors.validation(
                    "A forward action must name 1 to %d target groups, not %d".formatted(TARGET_GROUPS_PER_ACTION, groups.size()));
        }
        if (given.targetGroupArn() != null && groups.stream().noneMatch(group -> group.targetGroupArn().equals(given.targetGroupArn()))) {
            throw ElbErrors.validation("'TargetGroupArn' must be one of the target groups of 'ForwardConfig'");
        }
        var weighted = groups.stream().map(group -> group.weight() == null ? group.toBuilder().weight(1).build() : group).toList();
        var stickiness = forward == null || forward.targetGroupStickinessConfig() == null
                ? TargetGroupStickinessConfig.builder().enabled(false).build()
                : forward.targetGroupStickinessConfig();
        return ordered.targetGroupArn(weighted.size() == 1 ? weighted.getFirst().targetGroupArn() : null)
                .forwardConfig(ForwardActionConfig.builder().targetGroups(weighted).targetGroupStickinessConfig(stickiness).build())
                .build();
    }

    /** What nobody says of the new address is the old one's, as placeholders say it. */
    private static RedirectActionConfig redirect(RedirectActionConfig given) {
        if (given == null || given.statusCode() == null) {
            throw ElbErrors.validation("A redirect action must have a status code, HTTP_301 or HTTP_302");
        }
        return given.toBuilder().protocol(requireNonNullElse(given.protocol(), "#{protocol}"))
                .host(requireNonNullElse(given.host(), "#{host}")).port(requireNonNullElse(given.port(), "#{port}"))
                .path(requireNonNullElse(given.path(), "/#{path}")).query(requireNonNullElse(given.query(), "#{query}")).build();
    }
}
