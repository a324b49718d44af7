package com.meddevo.change.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The statements of a policy document in one form: what may be one text or a list is a list, and what is not there is empty.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON policy language</a>
 */
final class IamDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private IamDocument() {}

    /** @throws IllegalArgumentException if the text is no JSON; the evaluation then fails, and with it the assessment */
    static List<Map<String, Object>> statements(Object text) {
        try {
            return list(JSON.readTree(text.toString()).path("Statement")).stream()
                    .map(statement -> Map.<String, Object>of("Effect", statement.path("Effect").asText(), "Action",
                            texts(statement.path("Action")), "NotAction", texts(statement.path("NotAction")), "Resource",
                            texts(statement.path("Resource")), "NotResource", texts(statement.path("NotResource")), "Principal",
                            principals(statement.path("Principal")), "conditions", statement.path("Condition").size()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a policy document", null);
        }
    }

    private static List<JsonNode> list(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return List.of();
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    private static List<String> texts(JsonNode node) { return list(node).stream().map(JsonNode::asText).toList(); }

    private static List<String> principals(JsonNode node) {
        return node.isObject() ? node.valueStream().flatMap(some -> texts(some).stream()).toList() : texts(node);
    }
}
