package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTagKeysException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAssociationLimitException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyRulesException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTagsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTargetGroupsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyUniqueTargetGroupsPerLoadBalancerException;

/** Every way in which this service refuses a call. */
final class ElbErrors {

    private ElbErrors() {}

    static AwsServiceException validation(String message) {
        return Refusal.of(AwsService.ELB, "ValidationError", Refusal.BAD_REQUEST, message);
    }

    static AwsServiceException loadBalancerNotFound() {
        return of(LoadBalancerNotFoundException.builder(), "One or more load balancers not found");
    }

    static AwsServiceException listenerNotFound() { return of(ListenerNotFoundException.builder(), "One or more listeners not found"); }

    static AwsServiceException ruleNotFound() { return of(RuleNotFoundException.builder(), "One or more rules not found"); }

    static AwsServiceException targetGroupNotFound() {
        return of(TargetGroupNotFoundException.builder(), "One or more target groups not found");
    }

    static AwsServiceException duplicateTargetGroup(String name) {
        return of(DuplicateTargetGroupNameException.builder(),
                "A target group with the same name '%s' exists, but with different settings".formatted(name));
    }

    static AwsServiceException targetGroupInUse(String arn) {
        return of(ResourceInUseException.builder(), "Target group '%s' is currently in use by a listener or a rule".formatted(arn));
    }

    static AwsServiceException targetGroupOfAnotherLoadBalancer(String arn) {
        return of(TargetGroupAssociationLimitException.builder(),
                "The following target groups cannot be associated with more than one load balancer: %s".formatted(arn));
    }

    static AwsServiceException priorityInUse(int priority) {
        return of(PriorityInUseException.builder(), "Priority '%d' is currently in use".formatted(priority));
    }

    static AwsServiceException notPermitted(String message) { return of(OperationNotPermittedException.builder(), message); }

    static AwsServiceException invalidConfiguration(String message) { return of(InvalidConfigurationRequestException.builder(), message); }

    static AwsServiceException invalidTarget(String message) { return of(InvalidTargetException.builder(), message); }

    static AwsServiceException tooManyRules() {
        return of(TooManyRulesException.builder(), "The maximum number of rules per load balancer has been reached");
    }

    static AwsServiceException tooManyTargetGroups() {
        return of(TooManyTargetGroupsException.builder(), "The maximum number of target groups has been reached");
    }

    static AwsServiceException tooManyTargetGroupsPerLoadBalancer() {
        return of(TooManyUniqueTargetGroupsPerLoadBalancerException.builder(),
                "The maximum number of unique target groups per load balancer has been reached");
    }

    static AwsServiceException duplicateTagKeys() { return of(DuplicateTagKeysException.builder(), "Tag keys must be unique"); }

    static AwsServiceException tooManyTags() {
        return of(TooManyTagsException.builder(), "The maximum number of tags per resource has been reached");
    }

    private static AwsServiceException of(AwsServiceException.Builder builder, String message) {
        return Refusal.of(AwsService.ELB, builder, message);
    }
}
