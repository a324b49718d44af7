package com.meddevo.localcloud.ec2;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Every way in which this service refuses a call. EC2's model names none of its errors, so each is a code and a sentence. */
final class Ec2Errors {

    private Ec2Errors() {}

    static AwsServiceException groupNotFound(String id) {
        return refused("InvalidGroup.NotFound", "The security group '%s' does not exist".formatted(id));
    }

    static AwsServiceException groupExists(String name, String vpcId) {
        return refused("InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'".formatted(name, vpcId));
    }

    static AwsServiceException groupIsReserved(String name) {
        return refused("InvalidParameterValue", "Cannot use reserved security group name: %s".formatted(name));
    }

    static AwsServiceException groupInUse(String id) {
        return refused("DependencyViolation", "resource %s has a dependent object".formatted(id));
    }

    static AwsServiceException tooManyGroups(int most) {
        return refused("SecurityGroupLimitExceeded", "The maximum number of security groups has been reached (%d).".formatted(most));
    }

    static AwsServiceException ruleNotFound(String id) {
        return refused("InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '%s' does not exist".formatted(id));
    }

    static AwsServiceException ruleExists(RuleContent content) {
        return refused("InvalidPermission.Duplicate", "the specified rule \"%s\" already exists".formatted(content.described()));
    }

    static AwsServiceException noSuchPermission() {
        return refused("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
    }

    static AwsServiceException tooManyRules() {
        return refused("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
    }

    static AwsServiceException invalid(String message) { return refused("InvalidParameterValue", message); }

    static AwsServiceException missing(String parameter) {
        return refused("MissingParameter", "The request must contain the parameter %s".formatted(parameter));
    }

    static AwsServiceException idNotFound(String id) { return refused("InvalidID", "The ID '%s' is not valid".formatted(id)); }

    private static AwsServiceException refused(String code, String message) {
        return Refusal.of(AwsService.EC2, code, Refusal.BAD_REQUEST, message);
    }
}
