package com.meddevo.techdoc.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.meddevo.service.precondition.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/techdoc/documents")
class DocumentController {
    private final DocumentDesk desk;

    DocumentController(DocumentDesk desk) { this.desk = desk; }

    @PostMapping
    ResponseEntity<View> add(@RequestBody @Valid NewDocument wanted) {
        Document document = desk.add(wanted);
        return ResponseEntity.created(URI.create("/api/techdoc/documents/" + document.id())).eTag(IfMatch.tagOf(document.version()))
                .body(View.of(document));
    }

    /** A page of documents without their blocks; {@code next} is the {@code after} of the following page. */
    @GetMapping
    Page page(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        List<Document> page = desk.page(after, limit);
        return new Page(page.stream().map(View::summary).toList(), page.size() < limit ? null : page.getLast().number());
    }

    @GetMapping("/{id}")
    ResponseEntity<View> document(@PathVariable String id) {
        Document document = desk.document(id);
        return ResponseEntity.ok().eTag(IfMatch.tagOf(document.version())).body(View.of(document));
    }

    @PutMapping("/{id}")
    ResponseEntity<View> putHead(@PathVariable String id, @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody @Valid DocumentHead head) {
        Document document = desk.putHead(id, IfMatch.header(ifMatch), head);
        return ResponseEntity.ok().eTag(IfMatch.tagOf(document.version())).body(View.of(document));
    }

    /** Adds a block at the end, or behind the block {@code after}. */
    @PostMapping("/{id}/blocks")
    ResponseEntity<BlockView> addBlock(@PathVariable String id, @RequestParam(required = false) String after,
            @RequestBody @Valid BlockContent content) {
        Block block = desk.addBlock(id, content, after);
        return ResponseEntity.created(URI.create("/api/techdoc/documents/" + id + "/blocks/" + block.blockId()))
                .eTag(IfMatch.tagOf(block.version()))
                .body(BlockView.of(block));
    }

    @GetMapping("/{id}/blocks/{blockId}")
    ResponseEntity<BlockView> block(@PathVariable String id, @PathVariable String blockId) { return answer(desk.block(id, blockId)); }

    @PutMapping("/{id}/blocks/{blockId}")
    ResponseEntity<BlockView> putBlock(@PathVariable String id, @PathVariable String blockId,
            @RequestHeader(name = "If-Match", required = false) String ifMatch, @RequestBody @Valid BlockContent content) {
        return answer(desk.putBlock(id, blockId, IfMatch.header(ifMatch), content));
    }

    @DeleteMapping("/{id}/blocks/{blockId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeBlock(@PathVariable String id, @PathVariable String blockId,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        desk.removeBlock(id, blockId, IfMatch.header(ifMatch));
    }

    private static ResponseEntity<BlockView> answer(Block block) {
        return ResponseEntity.ok().eTag(IfMatch.tagOf(block.version())).body(BlockView.of(block));
    }

    record Page(List<View> items, String next) {
    }

    /**
     * A document as callers see it.
     *
     * @param blocks absent where documents are listed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String id, String number, String title, Document.Kind kind, String language, String deviceId, String variantId,
            Instant createdAt,
            Instant changedAt, List<BlockView> blocks) {
        static View summary(Document document) { return view(document, null); }

        static View of(Document document) { return view(document, document.blocks().stream().map(BlockView::of).toList()); }

        private static View view(Document document, List<BlockView> blocks) {
            return new View(document.id(), document.number(), document.title(), document.kind(), document.language(), document.deviceId(),
                    document.variantId(), document.createdAt(), document.changedAt(), blocks);
        }
    }

    /**
     * A block as callers see it.
     *
     * @param facts the keys that its Markdown names
     * @param etag what If-Match takes to change it; also the header ETag where it is read alone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BlockView(String blockId, BlockContent.Kind kind, Integer level, String markdown, SortedSet<String> facts, String etag) {
        static BlockView of(Block block) {
            return new BlockView(block.blockId(), block.content().kind(), block.content().level(), block.content().markdown(),
                    block.facts(),
                    IfMatch.tagOf(block.version()));
        }
    }
}
