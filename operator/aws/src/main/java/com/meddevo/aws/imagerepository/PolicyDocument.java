package com.meddevo.aws.imagerepository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An IAM policy by what it means. AWS gives a document back with other white space, a list of one as a single value, lists in another order, an account's
 * number as the ARN of its root, and a principal that no longer exists as an id; so both sides are brought to one form before they are compared.
 *
 * @param statements each in that form
 */
record PolicyDocument(List<ObjectNode> statements) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    /** Actions, in lower case, that let one pull; a pattern counts as what it may mean. */
    private static final Pattern PULLING = Pattern.compile("\\*|ecr:(\\*|b.*\\*|g.*\\*|batchgetimage|getdownloadurlforlayer)");
    private static final String VERSION = "2012-10-17";

    /** @throws IllegalArgumentException if it is no policy */
    static PolicyDocument parse(String text) {
        try {
            var statements = new ArrayList<ObjectNode>();
            each(JSON.readTree(text).path("Statement")).forEach(statement -> statements.add(normal(statement)));
            return new PolicyDocument(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a policy that is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A statement that lets these principals do these actions. */
    static String allow(String sid, List<String> principals, List<String> actions) {
        var statement = JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", "Allow");
        principals.forEach(statement.putObject("Principal").putArray("AWS")::add);
        actions.forEach(statement.putArray("Action")::add);
        return normal(statement).toString();
    }

    /** A document of statements as they stand. */
    static String of(List<String> statements) {
        var document = JsonNodeFactory.instance.objectNode().put("Version", VERSION);
        var list = document.putArray("Statement");
        try {
            for (String statement : statements)
                list.add(JSON.readTree(statement));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a statement that is no JSON: " + e.getOriginalMessage(), e);
        }
        return document.toString();
    }

    /**
     * The accounts that a statement lets pull, {@code *} for everybody; roles and users count as their account.
     *
     * @param statement in this class's form
     */
    static Set<String> pullers(String statement) {
        var node = parse("{\"Statement\":" + statement + "}").statements.getFirst();
        var accounts = new TreeSet<String>();
        boolean pulls = node.has("NotAction");
        for (JsonNode action : node.path("Action"))
            pulls |= PULLING.matcher(action.asText()).matches();
        if (!pulls || !node.path("Effect").asText().equals("Allow")) return accounts;
        node.path("Principal").path("AWS").forEach(principal -> accounts.add(accountOf(principal.asText())));
        if (node.has("NotPrincipal")) accounts.add("*");
        return accounts;
    }

    private static String accountOf(String principal) {
        String[] parts = principal.split(":");
        return parts.length > 4 ? parts[4] : principal;
    }

    private static ObjectNode normal(JsonNode statement) {
        var normal = new TreeMap<String, JsonNode>();
        statement.properties().forEach(entry -> normal.put(entry.getKey(), switch (entry.getKey()) {
            case "Action", "NotAction" -> sorted(entry.getValue(), true);
            case "Resource", "NotResource" -> sorted(entry.getValue(), false);
            case "Principal", "NotPrincipal" -> principal(entry.getValue());
            case "Condition" -> condition(entry.getValue());
            default -> entry.getValue();
        }));
        return object(normal);
    }

    /** {@code "*"} and {@code {"AWS": "*"}} are the same. */
    private static JsonNode principal(JsonNode principal) {
        if (!principal.isObject()) return object(Map.of("AWS", sorted(principal, false)));
        var kinds = new TreeMap<String, JsonNode>();
        principal.properties().forEach(kind -> {
            var names = JsonNodeFactory.instance.arrayNode();
            each(kind.getValue()).forEach(name -> names.add(ACCOUNT.matcher(name.asText()).matches()
                    ? "arn:aws:iam::" + name.asText() + ":root"
                    : name.asText()));
            kinds.put(kind.getKey(), sorted(names, false));
        });
        return object(kinds);
    }

    /** Operators and keys do not mind case; what they are compared with may be one value or a list. */
    private static JsonNode condition(JsonNode condition) {
        var operators = new TreeMap<String, JsonNode>();
        condition.properties().forEach(operator -> {
            var keys = new TreeMap<String, JsonNode>();
            operator.getValue().properties()
                    .forEach(key -> keys.put(key.getKey().toLowerCase(Locale.ROOT), sorted(key.getValue(), false)));
            operators.put(operator.getKey().toLowerCase(Locale.ROOT), object(keys));
        });
        return object(operators);
    }

    private static ArrayNode sorted(JsonNode oneOrMany, boolean ignoringCase) {
        var texts = new TreeSet<String>();
        each(oneOrMany).forEach(one -> texts.add(ignoringCase ? one.asText().toLowerCase(Locale.ROOT) : one.asText()));
        var list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    private static Iterable<JsonNode> each(JsonNode oneOrMany) { return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany); }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        var object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(fields).forEach(object::set);
        return object;
    }
}
