package com.meddevo.localkube.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import java.util.List;
import java.util.Map;

/**
 * Questions clients ask about themselves. There is one user on this machine, who may do everything. java-operator-sdk asks for its rules
 * before it takes part in a leader election.
 */
public final class Reviews {
    /** The groups the questions belong to, each in version v1. */
    public static final List<String> GROUPS = List.of("authentication.k8s.io", "authorization.k8s.io");
    private static final String USER = "local";

    private Reviews() {}

    /** Whether questions are answered in a group and version. */
    static boolean serves(String group, String version) {
        return GROUPS.contains(group) && version.equals("v1");
    }

    /** The questions of a group, kind by plural. */
    static Map<String, String> kinds(String group, String version) {
        if (!serves(group, version)) {
            return Map.of();
        }
        return group.equals("authentication.k8s.io")
                ? Map.of("selfsubjectreviews", "SelfSubjectReview")
                : Map.of("selfsubjectaccessreviews", "SelfSubjectAccessReview", "selfsubjectrulesreviews", "SelfSubjectRulesReview");
    }

    /** Answers a question; 404 if it is not one of ours. The question is changed. */
    public static ObjectNode answer(String group, String version, String plural, ObjectNode question) {
        if (!kinds(group, version).containsKey(plural)) {
            throw ApiFailure.noSuchPath();
        }
        ObjectNode status = question.putObject("status");
        switch (plural) {
            case "selfsubjectaccessreviews" -> status.put("allowed", true).put("reason", "everything is allowed on this machine");
            case "selfsubjectrulesreviews" -> {
                ObjectNode resources = status.putArray("resourceRules").addObject();
                List.of("verbs", "apiGroups", "resources").forEach(field -> resources.putArray(field).add("*"));
                ObjectNode paths = status.putArray("nonResourceRules").addObject();
                List.of("verbs", "nonResourceURLs").forEach(field -> paths.putArray(field).add("*"));
                status.put("incomplete", false);
            }
            default -> status.putObject("userInfo").put("username", USER).putArray("groups").add("system:masters");
        }
        return question;
    }
}
