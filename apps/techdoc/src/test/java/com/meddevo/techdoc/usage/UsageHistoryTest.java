package com.meddevo.techdoc.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.LocalPeers;
import com.meddevo.techdoc.TechdocApplication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** After any history of edits, the index says what a reader of all texts would say: both directions, with the nearest scope deciding. */
class UsageHistoryTest {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{fact:([^}]*)}}");
    private static ConfigurableApplicationContext service;
    private static Api api;

    @BeforeContainer
    static void start() {
        service = new SpringApplicationBuilder(TechdocApplication.class).initializers(new LocalPeers()).run("--server.port=0");
        api = new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterContainer
    static void stop() { service.close(); }

    /** A step of a history; its numbers choose, modulo how many there are. */
    sealed interface Step {
        record AddDocument(boolean ofDevice, String text) implements Step {
        }

        record AddBlock(int document, String text) implements Step {
        }

        record ChangeBlock(int document, int block, String text) implements Step {
        }

        record RemoveBlock(int document, int block) implements Step {
        }

        record AddFact(int key, boolean ofDevice, boolean approved) implements Step {
        }
    }

    @Property(tries = 40)
    void usages_and_dependencies_are_what_a_full_scan_finds(@ForAll("histories") List<Step> history) {
        World world = new World();

        history.forEach(world::apply);

        assertThat(world.usagesByIndex()).isEqualTo(world.usagesByScan());
        assertThat(world.dependenciesByIndex()).isEqualTo(world.dependenciesByScan());
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<String> texts = Arbitraries.of("none", "KEY0", "KEY1 and KEY0", "**KEY2** `KEY1`", "\\{\\{fact:x}}", "KEY0KEY0");
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Arbitraries.<Step>oneOf(
                Combinators.combine(flags, texts).as(Step.AddDocument::new),
                Combinators.combine(numbers, texts).as(Step.AddBlock::new),
                Combinators.combine(numbers, numbers, texts).as(Step.ChangeBlock::new),
                Combinators.combine(numbers, numbers).as(Step.RemoveBlock::new),
                Combinators.combine(Arbitraries.integers().between(0, 2), flags, flags).as(Step.AddFact::new)).list().ofMinSize(4)
                .ofMaxSize(20);
    }

    /** One history's own device, keys, facts and documents, so that histories do not meet. */
    private static final class World {
        private record KnownFact(String id, String key, boolean ofDevice, boolean approved) {
        }

        private final String prefix = "h" + UUID.randomUUID().toString().replace("-", "");
        private final String device = api.device().id();
        private final List<KnownFact> facts = new ArrayList<>();
        private final List<String> documents = new ArrayList<>();

        void apply(Step step) {
            switch (step) {
                case Step.AddDocument(boolean ofDevice, String text) ->
                    documents.add(api.document("en", ofDevice ? device : null, keyed(text)).id());
                case Step.AddBlock(int document, String text) when !documents.isEmpty() ->
                    api.post(path(document) + "/blocks", block(text));
                case Step.ChangeBlock(int document, int block, String text) when has(document) ->
                    api.put(path(document) + "/blocks/" + blockId(document, block),
                            block(text), "If-Match", "*");
                case Step.RemoveBlock(int document, int block) when has(document) ->
                    api.delete(path(document) + "/blocks/" + blockId(document, block), "If-Match", "*");
                case Step.AddFact(int key, boolean ofDevice, boolean approved) when facts.stream().noneMatch(
                        fact -> fact.key().equals(prefix + key) && fact.ofDevice() == ofDevice) ->
                    add(prefix + key, ofDevice, approved);
                default -> {
                    // The step has nothing to act on in this history.
                }
            }
        }

        /** By fact, the documents and blocks that the service names. */
        Map<String, Map<String, List<String>>> usagesByIndex() {
            Map<String, Map<String, List<String>>> usages = new TreeMap<>();
            for (KnownFact fact : facts) {
                Map<String, List<String>> found = new TreeMap<>();
                api.get("/api/techdoc/facts/" + fact.id() + "/usages").json()
                        .forEach(usage -> found.put(usage.get("documentId").asString(), strings(usage.get("blocks"))));
                usages.put(fact.id(), found);
            }
            return usages;
        }

        Map<String, Map<String, List<String>>> usagesByScan() {
            Map<String, Map<String, List<String>>> usages = new TreeMap<>();
            for (KnownFact fact : facts) {
                Map<String, List<String>> found = new TreeMap<>();
                for (String document : documents) {
                    JsonNode read = api.get("/api/techdoc/documents/" + document).json();
                    boolean ofDevice = read.has("deviceId");
                    boolean nearer = !fact.ofDevice() && ofDevice
                            && facts.stream().anyMatch(other -> other.key().equals(fact.key()) && other.ofDevice() && other.approved());
                    List<String> blocks = scan(read).getOrDefault(fact.key(), List.of());
                    if (!blocks.isEmpty() && (ofDevice || !fact.ofDevice()) && !nearer) {
                        found.put(document, blocks);
                    }
                }
                usages.put(fact.id(), found);
            }
            return usages;
        }

        /** By document and key, the deciding fact that the service names, or none. */
        Map<String, Map<String, String>> dependenciesByIndex() {
            Map<String, Map<String, String>> all = new TreeMap<>();
            for (String document : documents) {
                Map<String, String> found = new TreeMap<>();
                api.get("/api/techdoc/documents/" + document + "/dependencies").json()
                        .forEach(dependency -> found.put(dependency.get("key").asString(), dependency.path("factId").asString("none")));
                all.put(document, found);
            }
            return all;
        }

        Map<String, Map<String, String>> dependenciesByScan() {
            Map<String, Map<String, String>> all = new TreeMap<>();
            for (String document : documents) {
                JsonNode read = api.get("/api/techdoc/documents/" + document).json();
                Map<String, String> found = new TreeMap<>();
                scan(read).keySet().forEach(key -> found.put(key, facts.stream()
                        .filter(fact -> fact.key().equals(key) && fact.approved() && (!fact.ofDevice() || read.has("deviceId")))
                        .sorted((one, two) -> Boolean.compare(two.ofDevice(), one.ofDevice())).map(KnownFact::id).findFirst()
                        .orElse("none")));
                all.put(document, found);
            }
            return all;
        }

        private void add(String key, boolean ofDevice, boolean approved) {
            String scope = ofDevice ? "DEVICE" : "TENANT";
            Answer fact = approved
                    ? api.approvedFact(key, scope, ofDevice ? device : null, "value")
                    : api.post("/api/techdoc/facts", "{\"key\": \"%s\", \"type\": \"text\", \"scope\": \"%s\"%s}"
                            .formatted(key, scope, ofDevice ? ", \"scopeId\": \"" + device + "\"" : ""));
            facts.add(new KnownFact(fact.id(), key, ofDevice, approved));
        }

        private boolean has(int document) { return !documents.isEmpty() && !blockIds(document).isEmpty(); }

        private String blockId(int document, int block) {
            List<String> ids = blockIds(document);
            return ids.get(block % ids.size());
        }

        private List<String> blockIds(int document) {
            return api.get(path(document)).json().get("blocks").valueStream().map(block -> block.get("blockId").asString()).toList();
        }

        private String path(int document) { return "/api/techdoc/documents/" + documents.get(document % documents.size()); }

        private String block(String text) { return "{\"kind\": \"text\", \"markdown\": \"" + keyed(text).replace("\\", "\\\\") + "\"}"; }

        private String keyed(String text) { return text.replaceAll("KEY(\\d)", "{{fact:" + prefix + "$1}}"); }

        private static Map<String, List<String>> scan(JsonNode document) {
            Map<String, List<String>> blocks = new LinkedHashMap<>();
            for (JsonNode block : document.get("blocks")) {
                Matcher token = TOKEN.matcher(block.get("markdown").asString().replace("\\{", ""));
                while (token.find()) {
                    List<String> ids = blocks.computeIfAbsent(token.group(1), key -> new ArrayList<>());
                    if (!ids.contains(block.get("blockId").asString())) {
                        ids.add(block.get("blockId").asString());
                    }
                }
            }
            return blocks;
        }

        private static List<String> strings(JsonNode array) { return array.valueStream().map(JsonNode::asString).toList(); }
    }
}
