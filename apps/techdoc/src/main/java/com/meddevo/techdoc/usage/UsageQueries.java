package com.meddevo.techdoc.usage;

import com.meddevo.techdoc.document.Block;
import com.meddevo.techdoc.document.Document;
import com.meddevo.techdoc.document.DocumentDesk;
import com.meddevo.techdoc.document.FactTokens;
import com.meddevo.techdoc.fact.Fact;
import com.meddevo.techdoc.fact.FactBook;
import com.meddevo.techdoc.fact.FactResolution;
import com.meddevo.techdoc.fact.FactResolution.Decides;
import com.meddevo.techdoc.fact.FactRevision;
import com.meddevo.techdoc.fact.FactValue;
import com.meddevo.techdoc.fact.FactValue.Wording;
import com.meddevo.techdoc.tenant.Tenant;
import com.meddevo.techdoc.usage.Impact.AffectedBlock;
import com.meddevo.techdoc.usage.Impact.AffectedDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Answers from documents and facts as they are now; changes nothing. */
@Service
public class UsageQueries {
    private final DocumentDesk documents;
    private final FactBook facts;
    private final FactResolution resolution;
    private final Locale fallback;

    UsageQueries(DocumentDesk documents, FactBook facts, FactResolution resolution, Tenant tenant) {
        this.documents = documents;
        this.facts = facts;
        this.resolution = resolution;
        this.fallback = Locale.forLanguageTag(tenant.language());
    }

    /** The documents in which a fact decides, or would once its first draft is approved. */
    List<Usage> usagesOf(String factId) {
        Fact fact = facts.fact(factId);
        return decidedBy(fact).map(document -> new Usage(document.id(), document.number(), document.title(), naming(document, fact.key())))
                .toList();
    }

    /** Everything that a document's tokens name, by key. */
    public List<Dependency> dependenciesOf(Document document) {
        Map<String, Fact> deciding = resolution.resolve(document.facts(), document.subject());
        return document.facts().stream().map(key -> dependency(document, key, deciding.get(key))).toList();
    }

    /** What would read differently if the fact had this value. */
    Impact impactOf(String factId, FactValue value) {
        Fact fact = facts.fact(factId);
        FactBook.requireType(fact, value);
        return new Impact(fact.id(), fact.key(), decidedBy(fact).map(document -> affected(document, fact, value))
                .filter(document -> !document.blocks().isEmpty()).toList());
    }

    private Stream<Document> decidedBy(Fact fact) {
        Decides decides = resolution.decisionsOf(fact);
        return documents.naming(fact.key()).stream().filter(document -> decides.over(document.subject()));
    }

    private Dependency dependency(Document document, String key, Fact fact) {
        List<String> blocks = naming(document, key);
        if (fact == null) {
            return new Dependency(key, blocks, null, null, null, null, "no approved fact of this key holds for the document");
        }
        FactRevision approved = fact.approved().orElseThrow();
        Optional<Wording> wording = approved.value().in(document.locale(), fallback);
        if (wording.isEmpty()) {
            return new Dependency(key, blocks, fact.id(), approved.rev(), null, null,
                    "the fact has no text in " + document.language() + " or " + fallback.toLanguageTag());
        }
        Locale language = wording.get().language();
        String other = language.getLanguage().equals(document.locale().getLanguage()) ? null : language.toLanguageTag();
        return new Dependency(key, blocks, fact.id(), approved.rev(), wording.get().text(), other, null);
    }

    private AffectedDocument affected(Document document, Fact fact, FactValue value) {
        Map<String, String> now = new HashMap<>();
        dependenciesOf(document).forEach(dependency -> now.put(dependency.key(), dependency.text()));
        Map<String, String> then = new HashMap<>(now);
        then.put(fact.key(), value.in(document.locale(), fallback).map(Wording::text).orElse(null));
        List<AffectedBlock> blocks = document.blocks().stream().filter(block -> block.facts().contains(fact.key())).map(block -> {
            String markdown = block.content().markdown();
            return new AffectedBlock(block.blockId(), FactTokens.replace(markdown, now::get), FactTokens.replace(markdown, then::get));
        }).filter(block -> !block.before().equals(block.after())).toList();
        return new AffectedDocument(document.id(), document.number(), document.title(), blocks);
    }

    private static List<String> naming(Document document, String key) {
        return document.blocks().stream().filter(block -> block.facts().contains(key)).map(Block::blockId).toList();
    }
}
