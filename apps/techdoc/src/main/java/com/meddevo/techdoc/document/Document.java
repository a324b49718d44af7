package com.meddevo.techdoc.document;

import com.meddevo.techdoc.fact.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;

/**
 * A document with its blocks: one stored document, so that a block, its place and what it refers to change in one atomic write.
 *
 * @param number that the manufacturer files it under; unique per tenant
 * @param language BCP 47 tag
 * @param deviceId {@code null} if it is about no single device
 * @param variantId {@code null} if it is about no single variant
 * @param blocks in reading order
 * @param blocksMade how many blocks it ever had, so that no id is given twice
 * @param version counts writes; {@code null} before the first
 */
@org.springframework.data.mongodb.core.mapping.Document("documents")
@CompoundIndex(name = "one_document_per_number", def = "{'tenant': 1, 'number': 1}", unique = true)
@CompoundIndex(name = "documents_by_fact", def = "{'tenant': 1, 'blocks.facts': 1}")
public record Document(@Id String id, String tenant, String number, String title, Kind kind, String language, String deviceId,
        String variantId,
        List<Block> blocks, int blocksMade, Instant createdAt, Instant changedAt, @Version Long version) {
    /** What a document belongs to. */
    public enum Kind {
        /** A device's technical documentation (Annexes II and III of the regulation). */
        TECHDOC,
        /** The quality management system. */
        QMS
    }

    /** Keeps a copy. */
    public Document {
        blocks = List.copyOf(blocks);
    }

    /** What it is about, which decides the facts that it sees. */
    public Subject subject() { return new Subject(deviceId, variantId); }

    /** The language as a locale. */
    public Locale locale() { return Locale.forLanguageTag(language); }

    /** The keys of all facts that its blocks name. */
    public SortedSet<String> facts() {
        SortedSet<String> keys = new TreeSet<>();
        blocks.forEach(block -> keys.addAll(block.facts()));
        return keys;
    }

    /** The block of an id. */
    public Optional<Block> block(String blockId) {
        return blocks.stream().filter(block -> block.blockId().equals(blockId)).findFirst();
    }

    /** With another head; its blocks stay. */
    Document with(DocumentHead head, Instant at) {
        return new Document(id, tenant, number, head.title(), kind, head.language(), deviceId, variantId, blocks, blocksMade, createdAt, at,
                version);
    }

    /** With a new block behind another one, or at the end; it is the last that was made: {@code b<blocksMade>}. */
    Document withBlock(BlockContent content, String after, Instant at) {
        int made = blocksMade + 1;
        List<Block> changed = new ArrayList<>(blocks);
        int place = after == null ? changed.size() : changed.indexOf(block(after).orElseThrow()) + 1;
        changed.add(place, Block.first("b" + made, content));
        return with(changed, made, at);
    }

    /** With one block changed. */
    Document withChanged(String blockId, UnaryOperator<Block> change, Instant at) {
        return with(blocks.stream().map(block -> block.blockId().equals(blockId) ? change.apply(block) : block).toList(), blocksMade, at);
    }

    /** Without a block. */
    Document without(String blockId, Instant at) {
        return with(blocks.stream().filter(block -> !block.blockId().equals(blockId)).toList(), blocksMade, at);
    }

    private Document with(List<Block> changed, int made, Instant at) {
        return new Document(id, tenant, number, title, kind, language, deviceId, variantId, changed, made, createdAt, at, version);
    }
}
