package com.meddevo.techdoc.document;

import com.meddevo.service.precondition.IfMatch;
import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.device.DeviceRegister;
import com.meddevo.techdoc.device.Variant;
import com.meddevo.techdoc.fact.Subject;
import com.meddevo.techdoc.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Where documents are written. */
@Service
public class DocumentDesk {
    /** The stored document has room for 16 MiB; this many blocks of usual length stay far below. */
    private static final int BLOCKS = 2_000;
    /** How often a change of one block is tried anew because another block was changed at the same moment. */
    private static final int TRIES = 8;

    private final Documents documents;
    private final DeviceRegister devices;
    private final Tenant tenant;
    private final Clock clock;

    DocumentDesk(Documents documents, DeviceRegister devices, Tenant tenant, Clock clock) {
        this.documents = documents;
        this.devices = devices;
        this.tenant = tenant;
        this.clock = clock;
    }

    /** @throws ProblemException {@code document-exists} (409), {@code invalid-token} (422), {@code device-not-found}, {@code variant-not-found} (404) */
    Document add(NewDocument wanted) {
        Subject subject = subjectOf(wanted);
        List<BlockContent> contents = Objects.requireNonNullElse(wanted.blocks(), List.of());
        contents.forEach(DocumentDesk::refuseMistakes);
        Instant now = clock.instant();
        Document document = new Document(UUID.randomUUID().toString(), tenant.id(), wanted.number(), wanted.title(),
                Objects.requireNonNullElse(wanted.kind(), Document.Kind.TECHDOC), wanted.language(), subject.deviceId(),
                subject.variantId(), List.of(),
                0, now, now, null);
        for (BlockContent content : contents) {
            document = document.withBlock(content, null, now);
        }
        try {
            return documents.save(document);
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(HttpStatus.CONFLICT, "document-exists", "Another document has the number " + wanted.number() + ".",
                    Map.of());
        }
    }

    /** @throws ProblemException {@code document-not-found} (404) */
    public Document document(String id) {
        return documents.findByTenantAndId(tenant.id(), id).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "document-not-found", "There is no document " + id + ".", Map.of()));
    }

    /** @throws ProblemException {@code document-not-found} (404), {@code precondition-failed} (412) if anything in it was changed */
    Document putHead(String id, IfMatch seen, DocumentHead head) {
        Document document = document(id);
        seen.require(document.version());
        return documents.save(document.with(head, clock.instant()));
    }

    /** The documents with a block that names the key, by the reverse index. */
    public List<Document> naming(String key) {
        return documents.findByTenantAndFact(tenant.id(), key);
    }

    /** At most {@code limit} documents whose number comes after {@code after}, in its order. */
    List<Document> page(String after, int limit) {
        return documents.findByTenantAndNumberGreaterThanOrderByNumber(tenant.id(), after, Limit.of(limit));
    }

    /** @throws ProblemException {@code document-not-found}, {@code block-not-found} (404) */
    Block block(String documentId, String blockId) {
        return existing(document(documentId), blockId);
    }

    /**
     * Adds a block behind another one, or at the end.
     *
     * @throws ProblemException {@code document-not-found}, {@code block-not-found} (404), {@code invalid-token} (422), {@code too-many-blocks} (409)
     */
    Block addBlock(String documentId, BlockContent content, String after) {
        refuseMistakes(content);
        Document changed = change(documentId, document -> {
            if (document.blocks().size() >= BLOCKS) {
                throw new ProblemException(HttpStatus.CONFLICT, "too-many-blocks",
                        "A document has at most " + BLOCKS + " blocks. Join some, or split the document.", Map.of("limit", BLOCKS));
            }
            if (after != null) {
                existing(document, after);
            }
            return document.withBlock(content, after, clock.instant());
        });
        return existing(changed, "b" + changed.blocksMade());
    }

    /** @throws ProblemException as {@link #addBlock}, and {@code precondition-failed} (412) if the block, not merely the document, was changed */
    Block putBlock(String documentId, String blockId, IfMatch seen, BlockContent content) {
        refuseMistakes(content);
        Document changed = change(documentId, document -> {
            seen.require(existing(document, blockId).version());
            return document.withChanged(blockId, block -> block.changed(content), clock.instant());
        });
        return existing(changed, blockId);
    }

    /** @throws ProblemException {@code document-not-found}, {@code block-not-found} (404), {@code precondition-failed} (412) */
    void removeBlock(String documentId, String blockId, IfMatch seen) {
        change(documentId, document -> {
            seen.require(existing(document, blockId).version());
            return document.without(blockId, clock.instant());
        });
    }

    /** Writes a change; if somebody wrote the document meanwhile, makes the change again on what they wrote. */
    private Document change(String id, UnaryOperator<Document> change) {
        for (int attempt = 1;; attempt++) {
            try {
                return documents.save(change.apply(document(id)));
            } catch (OptimisticLockingFailureException overtaken) {
                if (attempt == TRIES) {
                    throw overtaken;
                }
            }
        }
    }

    private Subject subjectOf(NewDocument wanted) {
        if (wanted.variantId() == null) {
            return new Subject(wanted.deviceId() == null ? null : devices.device(wanted.deviceId()).id(), null);
        }
        Variant variant = devices.variant(wanted.variantId());
        if (wanted.deviceId() != null && !wanted.deviceId().equals(variant.deviceId())) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "variant-of-another-device",
                    "The variant " + variant.id() + " belongs to the device " + variant.deviceId() + ", not " + wanted.deviceId() + ".",
                    Map.of());
        }
        return new Subject(variant.deviceId(), variant.id());
    }

    private static Block existing(Document document, String blockId) {
        return document.block(blockId).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "block-not-found",
                "The document " + document.number() + " has no block " + blockId + ".", Map.of()));
    }

    private static void refuseMistakes(BlockContent content) {
        SortedSet<String> mistakes = FactTokens.mistakesIn(content.markdown());
        if (!mistakes.isEmpty()) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-token",
                    "These are not tokens: " + String.join(" ", mistakes)
                            + ". A token is {{fact:key}} with a key such as device.trade_name; write \\{\\{ for braces that are text.",
                    Map.of("tokens", mistakes));
        }
    }
}
