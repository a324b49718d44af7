package com.meddevo.techdoc.rendering;

import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.document.Document;
import com.meddevo.techdoc.document.DocumentDesk;
import com.meddevo.techdoc.rendering.RenderOrder.Content;
import com.meddevo.techdoc.rendering.RenderOrder.Part;
import com.meddevo.techdoc.usage.Dependency;
import com.meddevo.techdoc.usage.UsageQueries;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Renders a document with the facts as they are approved now. */
@Service
class DocumentRendering {
    private final DocumentDesk documents;
    private final UsageQueries usages;
    private final RenderClient render;

    DocumentRendering(DocumentDesk documents, UsageQueries usages, RenderClient render) {
        this.documents = documents;
        this.usages = usages;
        this.render = render;
    }

    /** @throws ProblemException {@code document-not-found} (404), {@code unresolved-facts} (422, with {@code keys}), and those of {@link RenderClient} */
    Rendered render(String documentId, Format format) {
        Document document = documents.document(documentId);
        List<Dependency> dependencies = usages.dependenciesOf(document);
        refuseUnresolved(dependencies);
        Map<String, String> facts = dependencies.stream().collect(Collectors.toMap(Dependency::key, Dependency::text));
        List<Part> parts = document.blocks().stream()
                .map(block -> new Part(block.blockId(), block.content().kind(), block.content().level(), block.content().markdown()))
                .toList();
        Content content = new Content(document.number(), document.title(), document.language(), "DRAFT", parts);
        return new Rendered(document.number(), render.render(new RenderOrder(content, facts), format));
    }

    private static void refuseUnresolved(List<Dependency> dependencies) {
        Map<String, String> unresolved = dependencies.stream().filter(dependency -> dependency.unresolved() != null)
                .collect(Collectors.toMap(Dependency::key,
                        dependency -> dependency.unresolved() + " (in " + String.join(", ", dependency.blocks()) + ")"));
        if (!unresolved.isEmpty()) {
            List<String> keys = unresolved.keySet().stream().sorted().toList();
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "unresolved-facts",
                    "Nothing stands for: " + String.join(", ", keys) + ". Approve these facts, or take their tokens out.",
                    Map.of("keys", keys, "reasons", unresolved));
        }
    }

    /**
     * @param number of the document
     * @param bytes of the file
     */
    record Rendered(String number, byte[] bytes) {
    }
}
